namespace Dagrs.Core.Definition;

/// <summary>Finds the name that was probably meant: the one with the fewest edits (optimal string alignment distance).</summary>
public static class Suggestion
{
    // A file may hold any number of wrong names beside any number of right ones; beyond this a name is long enough to be found by eye.
    private const int LongestName = 64;

    /// <summary>The nearest candidate, if one is near enough: at most a third of the letters differ.</summary>
    /// <param name="wrong">What was written.</param>
    /// <param name="candidates">What could have been meant; the first of equally near ones wins.</param>
    public static string? For(string wrong, IEnumerable<string> candidates)
    {
        if (wrong.Length > LongestName)
        {
            return null;
        }

        string? best = null;
        var bestDistance = Math.Max(1, wrong.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - wrong.Length) >= bestDistance || candidate == wrong)
            {
                continue;
            }

            var distance = Distance(wrong.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < bestDistance && distance < Math.Max(wrong.Length, candidate.Length))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Span<int> beforeLast = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var edit = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(edit, 1 + Math.Min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            var free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }
}
