namespace Dagrs.Core.Model;

/// <summary>The program that interprets the text of a command, and how it is called: words, text, name of the task, outputs.</summary>
/// <param name="Words">The program and its own arguments.</param>
public sealed record Interpreter(IReadOnlyList<string> Words)
{
    // Shells whose text sees its arguments by $1, ${1}, $@ and the like alone. Not zsh, fish and csh, which have $argv as well.
    private static readonly string[] ShellsOfPosix = ["sh", "bash", "dash", "ash", "ksh", "ksh93", "mksh", "yash"];

    /// <summary>The system's shell; it stops at the first command that fails.</summary>
    public static Interpreter Sh { get; } = new(["sh", "-e", "-c"]);

    /// <summary>Bash that stops at the first command that fails, also inside a pipe.</summary>
    public static Interpreter Bash { get; } = new(["bash", "-eo", "pipefail", "-c"]);

    /// <summary>PowerShell 7.4 or later; outputs are in <c>$args</c>.</summary>
    public static Interpreter Pwsh { get; } = new(["pwsh", "-NoProfile", "-NonInteractive", "-CommandWithArgs"]) { PassesName = false };

    /// <summary>Python; outputs are in <c>sys.argv[1:]</c>.</summary>
    public static Interpreter Python { get; } = new(["python3", "-c"]) { PassesName = false };

    /// <summary>No interpreter: the text is split into words and executed.</summary>
    public static Interpreter None { get; } = new([]);

    /// <summary>True when the task's id follows the text, as shells take it for their <c>$0</c>.</summary>
    public bool PassesName { get; init; } = true;

    /// <summary>
    /// True for a shell of the POSIX family that is handed its text by <c>-c</c>: its text says by <c>$1</c>, <c>$@</c>, ... whether it looks at
    /// its arguments. No other text says so for sure: a library that it uses may read them.
    /// </summary>
    internal bool IsPosixShell => ReferenceEquals(this, Sh) || ReferenceEquals(this, Bash) || IsCallOfShell(Words);

    /// <summary>True when the text may see the outputs of predecessors, so that they must be handed to it.</summary>
    public bool CanSeeArguments(string script) => !IsPosixShell || ShellArguments.AreUsedBy(script);

    /// <summary>All words of a call, apart from the outputs of predecessors, which follow them.</summary>
    /// <param name="script">The text.</param>
    /// <param name="name">The task's id.</param>
    internal IReadOnlyList<string> Call(string script, string name)
    {
        // A shell would take such a text for more of its options.
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

    // A script among them would be handed the text, not the shell. The word after -o or -euo is the name of an option.
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

    // One group of options of one letter each, with c as its last: -c, -ec, -euxc.
    private static bool TakesText(string option) => option is ['-', .., 'c'] && option.AsSpan(1).IndexOfAnyExceptInRange('a', 'z') < 0;
}
