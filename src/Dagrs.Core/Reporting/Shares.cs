namespace Dagrs.Core.Reporting;

/// <summary>Max-min fair shares: those that want little get all of it, and the others get equal parts of the rest.</summary>
internal static class Shares
{
    /// <summary>The most that each may take.</summary>
    /// <param name="total">The total available.</param>
    /// <param name="wishes">How much each wants.</param>
    public static long Of(long total, IReadOnlyList<long> wishes)
    {
        var left = Math.Max(0, total);
        var sorted = wishes.ToArray();
        Array.Sort(sorted);
        for (var i = 0; i < sorted.Length; i++)
        {
            var part = left / (sorted.Length - i);
            if (sorted[i] > part)
            {
                return part;
            }

            left -= sorted[i];
        }

        return long.MaxValue;
    }
}
