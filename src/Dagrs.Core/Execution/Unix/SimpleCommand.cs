using System.Buffers;
using System.Collections.Frozen;

namespace Dagrs.Core.Execution.Unix;

/// <summary>Tells whether a shell script is so plain that executing its words directly does the same, as GNU make does.</summary>
internal static class SimpleCommand
{
    // Only characters without a special meaning to a shell: no quotes, and nothing but printable ASCII and the tab.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \t-_./,:+@%=");

    // Builtins and keywords of POSIX, dash, bash, ksh and busybox: what a shell may do itself, it shall do itself. Also programs that show the
    // environment, to which some shells add variables of their own.
    private static readonly FrozenSet<string> OfTheShell = new[]
    {
        ".", ":", "alias", "autoload", "bg", "bind", "break", "builtin", "caller", "case", "cd", "chdir", "command", "compgen",
        "complete", "compopt", "continue", "coproc", "declare", "dirs", "disown", "do", "done", "echo", "elif", "else", "enable",
        "env", "esac", "eval", "exec", "exit", "export", "false", "fc", "fg", "fi", "for", "function", "getopts", "hash", "help", "history",
        "if", "in", "jobs", "kill", "let", "local", "login", "logout", "mapfile", "newgrp", "popd", "print", "printenv", "printf", "pushd", "pwd",
        "read", "readarray", "readonly", "return", "select", "set", "shift", "shopt", "source", "suspend", "test", "then", "time",
        "times", "trap", "true", "type", "typeset", "ulimit", "umask", "unalias", "unset", "until", "wait", "whence", "while",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words to execute, or null when the script needs a shell.</summary>
    public static string[]? Words(string script)
    {
        var text = script.AsSpan().TrimEnd('\n');
        if (text.ContainsAnyExcept(Plain))
        {
            return null;
        }

        var words = text.ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 || words[0][0] is '-' or '+' || words[0].Contains('=', StringComparison.Ordinal) || OfTheShell.Contains(words[0]) ? null : words;
    }
}
