using System.Buffers;
using System.Collections.Frozen;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Finds what an interpreter reads as code: the word after <c>-c</c>, <c>-e</c>, <c>-Command</c> and the like, even where another program
/// calls the interpreter (<c>docker run image sh -c</c>). It knows the variable syntax of each interpreter.
/// </summary>
internal static class ScriptCall
{
    private static readonly string[] PosixShells = ["sh", "bash", "dash", "ash", "ksh", "ksh93", "mksh", "yash", "zsh", "busybox"];
    private static readonly string[] PowerShells = ["pwsh", "powershell"];
    private static readonly string[] Letters = ["-c", "-e", "-p", "-r", "--eval", "--print", "--command", "/c", "/k"];

    private static readonly string[] TextOptionsOfPowerShell = ["-Command", "-CommandWithArgs", "-cwa", "-EncodedCommand", "-ec"];
    private static readonly SearchValues<char> ClusterLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    // {0} is the name.
    private static readonly FrozenDictionary<string, string> Variables = new (string Form, string[] Programs)[]
    {
        ("\"${0}\"", [.. PosixShells, "fish", "csh", "tcsh"]),
        ("$env:{0}", PowerShells),
        ("os.environ[\"{0}\"]", ["python", "pypy"]),
        ("$ENV{{{0}}}", ["perl"]),
        ("ENV[\"{0}\"]", ["ruby"]),
        ("process.env.{0}", ["node", "bun", "deno", "nodejs"]),
        ("getenv(\"{0}\")", ["php"]),
        ("os.getenv(\"{0}\")", ["lua", "luajit"]),
        ("Sys.getenv(\"{0}\")", ["rscript"]),
        ("%{0}%", ["cmd"]),
    }.SelectMany(group => group.Programs, (group, program) => (program, group.Form)).ToFrozenDictionary(pair => pair.program, pair => pair.Form, StringComparer.OrdinalIgnoreCase);

    /// <summary>The variable syntax of a program, with <c>{0}</c> for the name; null for one that is not a known interpreter.</summary>
    public static string? VariableOf(string program) => Variables.GetValueOrDefault(Bare(program));

    /// <summary>The words of a list that an interpreter reads as code, each with its interpreter.</summary>
    public static IEnumerable<(int Index, string Program)> In(IReadOnlyList<string> words)
    {
        string? program = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (VariableOf(words[i]) is not null)
            {
                program = words[i];
            }
            else if (program is not null && HoldsText(words[i], program))
            {
                yield return (i, program);
            }
            else if (program is not null && TakesText(words[i], program))
            {
                var text = i + 1 + (IsPosixShell(program) ? ValuesOf(words[i]) : 0);
                while (IsPosixShell(program) && text < words.Count && words[text] is ['-' or '+', ..]) // sh -c -e TEXT
                {
                    text += 1 + ValuesOf(words[text]);
                }

                yield return (text, program);
                i = text;
            }
        }
    }

    /// <summary>What interpreters read as code in the commands of a task: its own, and those of a service.</summary>
    public static IEnumerable<string> TextsOf(TaskDefinition task) =>
        new[] { task.Command, task.Settings.Service?.Ready?.Command, task.Settings.Service?.StopCommand }.SelectMany(TextsOf);

    private static IEnumerable<string> TextsOf(Command? command) => command switch
    {
        Command.Shell(var script) => [script],
        Command.Program(var words) => In(words).Where(call => call.Index < words.Count).Select(call => words[call.Index]),
        _ => [],
    };

    // Letters can stand together, as in sh -ce and perl -ne; PowerShell takes the beginning of a word.
    private static bool TakesText(string option, string program) => Bare(program) switch
    {
        var shell when PosixShells.Contains(shell, StringComparer.Ordinal) => IsCluster(option) && option.Contains('c', StringComparison.Ordinal),
        var shell when PowerShells.Contains(shell, StringComparer.OrdinalIgnoreCase) =>
            option.Length > 1 && TextOptionsOfPowerShell.Any(known => known.StartsWith(option, StringComparison.OrdinalIgnoreCase)),
        _ => Letters.Contains(option, StringComparer.OrdinalIgnoreCase) || (IsCluster(option) && option[^1] == LetterOf(program)),
    };

    // python -cTEXT, perl -eTEXT, node --eval=TEXT
    private static bool HoldsText(string option, string program) =>
        !IsPosixShell(program) && !PowerShells.Contains(Bare(program), StringComparer.OrdinalIgnoreCase) && !IsCluster(option)
        && ((option is ['-', var letter, _, ..] && letter == LetterOf(program)) || option.StartsWith("--eval=", StringComparison.Ordinal) || option.StartsWith("--print=", StringComparison.Ordinal));

    private static char LetterOf(string program) => Bare(program) is "python" or "pypy" or "fish" or "csh" or "tcsh" ? 'c' : 'e';

    private static bool IsCluster(string option) => option is ['-', _, ..] && option.AsSpan(1).IndexOfAnyExcept(ClusterLetters) < 0;

    // -o takes the name of an option, as in bash -ceo pipefail TEXT.
    private static int ValuesOf(string option) => option[^1] == 'o' ? 1 : 0;

    private static bool IsPosixShell(string program) => PosixShells.Contains(Bare(program), StringComparer.Ordinal);

    // Also matches python3.12 and cmd.exe.
    private static string Bare(string program)
    {
        var name = program[(program.LastIndexOfAny(['/', '\\']) + 1)..];
        name = name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return name.Length < 20 && !Variables.ContainsKey(name) ? name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.') : name;
    }
}
