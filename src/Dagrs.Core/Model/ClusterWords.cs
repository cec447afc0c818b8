namespace Dagrs.Core.Model;

/// <summary>
/// Which extra arguments the command that submits a job may be given: none of those by which dagrs itself describes the job and finds it again.
/// </summary>
internal static class ClusterWords
{
    private const string Known = "dagrs knows its jobs by that; people read the task's 'name'";
    private const string Shown = "dagrs shows the output itself; redirect it in 'cmd'";
    private const string Itself = "dagrs says it itself; take it away";

    // Short options without a value; several may share one argument.
    private const string Flags = "HhIkOQsuVvWX";

    private static readonly (char Letter, string Name, string Mend)[] Refused =
    [
        ('a', "array", "each task is one job; write a 'matrix'"),
        ('\0', "wrap", "what runs is the task's 'cmd'"),
        ('W', "wait", "dagrs waits for its jobs itself; take it away"),
        ('\0', "test-only", "nothing would run; 'dagrs plan' tells what would"),
        ('J', "job-name", Known),
        ('\0', "comment", Known),
        ('D', "chdir", "write 'dir'"),
        ('o', "output", Shown),
        ('e', "error", Shown),
        ('i', "input", "give the file to the command in 'cmd'"),
        ('\0', "requeue", "dagrs submits it again itself, by 'retry' and 'node-failures'"),
        ('\0', "export", "write 'env'"),
        ('\0', "parsable", Itself),
    ];

    /// <summary>Why an argument is not allowed, and what to do instead, phrased to follow the argument; null: it is allowed.</summary>
    public static string? ProblemOf(string word)
    {
        var mend = word == "--" ? "take it away"
            : word.StartsWith("--", StringComparison.Ordinal) ? OfLong(word[2..].Split('=')[0])
            : word.StartsWith('-') ? OfShort(word.AsSpan(1))
            : null;
        return mend is null ? null : $"would keep dagrs from knowing its jobs: {mend}";
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
