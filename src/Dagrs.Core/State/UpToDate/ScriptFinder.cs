using System.Buffers;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// Finds the scripts that a command names by path, because their text is part of what the task does. A script is the program of a simple
/// command, or the first file passed to an interpreter. It does not check whether the file exists.
/// </summary>
internal static class ScriptFinder
{
    private static readonly string[] Interpreters = ["sh", "bash", "dash", "zsh", "python", "python3", "node", "ruby", "perl", "pwsh", "php", "source", "."];
    private static readonly string[] Prefixes = ["!", "then", "do", "else", "if", "while", "until", "{", "exec", "time", "env", "nohup", "command"];
    private static readonly char[] EndsOfCommands = [';', '&', '|', '(', ')', '\n', '`'];
    private static readonly char[] Blanks = [' ', '\t', '\r'];
    private static readonly SearchValues<char> Special = SearchValues.Create("$*?[]{}\\=:~#<>\0");

    /// <summary>Words that may be paths of scripts, as written.</summary>
    public static IEnumerable<string> NamedBy(Command command) => command is Command.Shell(var script)
        ? script.Split(EndsOfCommands).Select(simple => NamedBy(simple.Split(Blanks, StringSplitOptions.RemoveEmptyEntries))).OfType<string>()
        : NamedBy(((Command.Program)command).Words) is { } named ? [named] : [];

    private static string? NamedBy(IReadOnlyList<string> words)
    {
        var followsInterpreter = false;
        foreach (var word in words)
        {
            var path = word.Trim('"', '\'');
            if (followsInterpreter)
            {
                if (!path.StartsWith('-'))
                {
                    return IsPlain(path) ? path : null;
                }
            }
            else if (Array.IndexOf(Interpreters, Path.GetFileName(path)) >= 0)
            {
                followsInterpreter = true;
            }
            else if (Array.IndexOf(Prefixes, path) < 0 && !path.Contains('=', StringComparison.Ordinal))
            {
                return path.Contains('/', StringComparison.Ordinal) && IsPlain(path) ? path : null;
            }
        }

        return null;
    }

    private static bool IsPlain(string word) => word.Length > 0 && !word.AsSpan().ContainsAny(Special);
}
