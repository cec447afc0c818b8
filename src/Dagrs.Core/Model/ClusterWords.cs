namespace Dagrs.Core.Model;

/// <summary>
/// Which extra arguments the command that submits a job may be given: none of those by which dagrs itself describes the job and finds it again.
/// </summary>
internal static class ClusterWords
{
    private const string Known = "it identifies the job; use the task's 'name' for people";
    private const string Shown = "dagrs reads the output; redirect it in 'cmd'";
    private const string Itself = "dagrs sets it itself; remove it";

    // Short options without a value; several may share one argument.
    private const string Flags = "HhIkOQsuVvWX";

    private static readonly (char Letter, string Name, string Mend)[] Refused =
    [
        ('a', "array", "each task is one job; use a 'matrix'"),
        ('\0', "wrap", "the job runs the task's 'cmd'"),
        ('W', "wait", "dagrs waits for its jobs itself; remove it"),
        ('\0', "test-only", "nothing would run; use 'dagrs plan'"),
        ('J', "job-name", Known),
        ('\0', "comment", Known),
        ('D', "chdir", "use 'dir'"),
        ('o', "output", Shown),
        ('e', "error", Shown),
        ('i', "input", "redirect the input in 'cmd'"),
        ('\0', "requeue", "use 'retry' and 'node-failures'"),
        ('\0', "export", "use 'env'"),
        ('\0', "parsable", Itself),
    ];

    /// <summary>Why an argument is not allowed, and what to do instead, phrased to follow the argument; null: it is allowed.</summary>
    public static string? ProblemOf(string word)
    {
        var mend = word == "--" ? "remove it"
            : word.StartsWith("--", StringComparison.Ordinal) ? OfLong(word[2..].Split('=')[0])
            : word.StartsWith('-') ? OfShort(word.AsSpan(1))
            : null;
        return mend is null ? null : $"is not allowed, because dagrs controls its jobs: {mend}";
    }

    // The command accepts abbreviated long options.
    private static string? OfLong(string name) => Array.Find(Refused, refused => refused.Name.StartsWith(name, StringComparison.Ordinal)).Mend;

    private static string? OfShort(ReadOnlySpan<char> letters)
    {
        foreach (var letter in letters)
        {
            if (Array.Find(Refused, refused => refused.Letter == letter).Mend is { } mend)
            {
                return mend;
            }

            if (!Flags.Contains(letter))
            {
                break; // the rest is its value
            }
        }

        return null;
    }
}
