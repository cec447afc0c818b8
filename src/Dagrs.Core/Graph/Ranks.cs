namespace Dagrs.Core.Graph;

/// <summary>
/// The order among ready tasks as far as it does not depend on the run: greatest height first, then fewest direct successors.
/// Tasks that are equal in both share a rank. Made in O(V + E) without sorting: each height has its own stretch of ranks, as long
/// as the numbers of successors at this height differ.
/// </summary>
internal sealed class Ranks
{
    private readonly int[] _ranks;

    /// <param name="heights">For each task its height; the array is taken over.</param>
    /// <param name="successors">For each task those that come after it.</param>
    public Ranks(int[] heights, Edges successors)
    {
        var highest = -1;
        foreach (var height in heights)
        {
            highest = Math.Max(highest, height);
        }

        var fewest = new int[highest + 1];
        var most = new int[highest + 1];
        Array.Fill(fewest, int.MaxValue);
        for (var task = 0; task < heights.Length; task++)
        {
            var (height, count) = (heights[task], successors.CountOf(task));
            fewest[height] = Math.Min(fewest[height], count);
            most[height] = Math.Max(most[height], count);
        }

        // What a height adds to a number of successors to give the rank.
        for (var height = highest; height >= 0; height--)
        {
            var stretch = most[height] - fewest[height] + 1;
            most[height] = Count - fewest[height];
            Count += stretch;
        }

        _ranks = heights;
        for (var task = 0; task < _ranks.Length; task++)
        {
            _ranks[task] = most[heights[task]] + successors.CountOf(task);
        }
    }

    /// <summary>How many ranks there are, some of them without a task; the best one is 0.</summary>
    public int Count { get; }

    public int this[int task] => _ranks[task];
}
