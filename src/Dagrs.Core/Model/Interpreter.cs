namespace Dagrs.Core.Model;

/// <summary>The program that interprets a script, and how it is called: words, script, name of the task, outputs.</summary>
/// <param name="Words">The program and its own arguments.</param>
public sealed record Interpreter(IReadOnlyList<string> Words)
{
    // Shells whose scripts see their arguments only by $1, ${1}, $@ and the like. Not zsh, fish and csh, which also have $argv.
    private static readonly string[] ShellsOfPosix = ["sh", "bash", "dash", "ash", "ksh", "ksh93", "mksh", "yash"];

    /// <summary>The system's shell; it stops at the first command that fails.</summary>
    public static Interpreter Sh { get; } = new(["sh", "-e", "-c"]);

    /// <summary>Bash; it stops at the first command that fails, also inside a pipeline.</summary>
    public static Interpreter Bash { get; } = new(["bash", "-eo", "pipefail", "-c"]);

    /// <summary>PowerShell 7.4 or later; outputs are in <c>$args</c>.</summary>
    public static Interpreter Pwsh { get; } = new(["pwsh", "-NoProfile", "-NonInteractive", "-CommandWithArgs"]) { PassesName = false };

    /// <summary>Python; outputs are in <c>sys.argv[1:]</c>.</summary>
    public static Interpreter Python { get; } = new(["python3", "-c"]) { PassesName = false };

    /// <summary>No interpreter: the script is split into words and executed.</summary>
    public static Interpreter None { get; } = new([]);

    /// <summary>True when the task's id follows the script, as the <c>$0</c> of a shell.</summary>
    public bool PassesName { get; init; } = true;

    /// <summary>
    /// True for a shell of the POSIX family that gets its script by <c>-c</c>: such a script shows by <c>$1</c>, <c>$@</c>, ... whether it uses its
    /// arguments. No other script shows this reliably: a library it uses may read them.
    /// </summary>
    internal bool IsPosixShell => ReferenceEquals(this, Sh) || ReferenceEquals(this, Bash) || IsCallOfShell(Words);

    /// <summary>True when the script may use the outputs of predecessors, so that they must be passed.</summary>
    public bool CanSeeArguments(string script) => !IsPosixShell || ShellArguments.AreUsedBy(script);

    /// <summary>All words of a call except the outputs of predecessors, which follow them.</summary>
    /// <param name="script">The script.</param>
    /// <param name="name">The task's id.</param>
    internal IReadOnlyList<string> Call(string script, string name)
    {
        // A shell would take such a script for an option.
        var needsMark = IsPosixShell && script is ['-' or '+', ..];
        string[] marked = needsMark ? [.. Words, "--", script] : [.. Words, script];
        return PassesName ? [.. marked, name] : marked;
    }

    private static bool IsCallOfShell(IReadOnlyList<string> words)
    {
        if (words.Count < 2)
        {
            return false;
        }

        var name = Path.GetFileName(words[0]);
        var first = name == "busybox" && words[1] is "sh" or "ash" ? 2 : 1;
        return (first == 2 || ShellsOfPosix.Contains(name, StringComparer.Ordinal)) && first < words.Count && AreOptions(words, first) && TakesText(words[^1]);
    }

    // If one of them is a script file, that file would get the text, not the shell. The word after -o or -euo is the name of an option.
    private static bool AreOptions(IReadOnlyList<string> words, int first)
    {
        for (var i = first; i < words.Count; i++)
        {
            if (words[i] is not ['-' or '+', ..] && (i == first || !words[i - 1].EndsWith('o')))
            {
                return false;
            }
        }

        return true;
    }

    // One group of single-letter options that ends in c: -c, -ec, -euxc.
    private static bool TakesText(string option) => option is ['-', .., 'c'] && option.AsSpan(1).IndexOfAnyExceptInRange('a', 'z') < 0;
}
