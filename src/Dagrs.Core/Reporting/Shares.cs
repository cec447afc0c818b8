namespace Dagrs.Core.Reporting;

/// <summary>How much of something each of many may take, so that those who want little have it all and the others have equal parts of the rest.</summary>
internal static class Shares
{
    /// <summary>The most that each may take.</summary>
    /// <param name="total">How much there is.</param>
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
