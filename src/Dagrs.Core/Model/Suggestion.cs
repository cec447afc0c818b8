namespace Dagrs.Core.Model;

/// <summary>Finds the name that was probably meant: the one with the fewest edits (optimal string alignment distance).</summary>
internal static class Suggestion
{
    // A file may hold any number of wrong and right names; longer ones are easy enough to find by eye.
    private const int LongestName = 64;
    private const int MostEdits = 5;

    /// <summary>The nearest candidate, if near enough: at most a third of the letters differ, and at most five.</summary>
    /// <param name="wrong">What was written.</param>
    /// <param name="candidates">What could have been meant; the first of equally near ones wins.</param>
    public static string? For(string wrong, IEnumerable<string> candidates)
    {
        if (wrong.Length > LongestName)
        {
            return null;
        }

        string? best = null;
        var upperWrong = wrong.ToUpperInvariant();
        var bestDistance = Math.Clamp(wrong.Length / 3, 1, MostEdits) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - wrong.Length) >= bestDistance || candidate == wrong)
            {
                continue;
            }

            var distance = Distance(upperWrong, candidate.ToUpperInvariant(), bestDistance - 1);
            if (distance < bestDistance && distance < Math.Max(wrong.Length, candidate.Length))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>The distance; anything greater than <paramref name="most"/> when it exceeds that.</summary>
    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
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
            // Cells further from the diagonal exceed the limit.
            var (first, end) = (Math.Max(1, i - most), Math.Min(b.Length, i + most));
            row[first - 1] = first == 1 ? i : most + 1;
            var least = row[first - 1];
            for (var j = first; j <= end; j++)
            {
                var edit = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(edit, 1 + Math.Min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (end < b.Length)
            {
                row[end + 1] = most + 1;
            }

            if (least > most)
            {
                return least;
            }

            var free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }
}
