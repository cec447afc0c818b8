using System.Collections.Frozen;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Finds the arguments that an interpreter reads as code: the word after <c>-c</c>, <c>-e</c>, <c>-Command</c> and the like, even where another program
/// calls the interpreter (<c>docker run image sh -c</c>). It knows the variable syntax of each interpreter.
/// </summary>
internal static class ScriptCall
{
    private static readonly string[] PosixShells = ["sh", "bash", "dash", "ash", "ksh", "ksh93", "mksh", "yash", "zsh", "busybox"];
    private static readonly string[] PowerShells = ["pwsh", "powershell"];
    private static readonly string[] Letters = ["-c", "-e", "-E", "-p", "-r", "-Command", "-CommandWithArgs", "-EncodedCommand", "--eval", "--print", "--command", "/c", "/k"];

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
            else if (program is not null && TakesText(words[i], program))
            {
                var text = i + 1;
                while (IsPosixShell(program) && text < words.Count && words[text] is ['-' or '+', ..]) // sh -c -e TEXT
                {
                    text++;
                }

                yield return (text, program);
                i = text;
            }
        }
    }

    private static bool TakesText(string option, string program) =>
        Letters.Contains(option, StringComparer.OrdinalIgnoreCase)
        || (IsPosixShell(program) && option is ['-', .., 'c'] && option.AsSpan(1).IndexOfAnyExceptInRange('a', 'z') < 0);

    private static bool IsPosixShell(string program) => PosixShells.Contains(Bare(program), StringComparer.Ordinal);

    // Also matches python3.12 and cmd.exe.
    private static string Bare(string program)
    {
        var name = program[(program.LastIndexOfAny(['/', '\\']) + 1)..];
        name = name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return name.Length < 20 && !Variables.ContainsKey(name) ? name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.') : name;
    }
}
