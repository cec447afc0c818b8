namespace Dagrs.Core.Graph;

/// <summary>
/// The order among ready tasks as far as it does not depend on the run: greatest height first, then fewest direct successors.
/// Tasks that are equal in both share a rank. Made in O(V + E) by two counting sorts.
/// </summary>
internal sealed class Ranks
{
    private readonly int[] _ranks;

    public Ranks(ReadOnlySpan<int> heights, Edges successors)
    {
        var tasks = new int[heights.Length];
        for (var task = 0; task < tasks.Length; task++)
        {
            tasks[task] = task;
        }

        var keys = new int[tasks.Length];
        var highest = 0;
        for (var task = 0; task < tasks.Length; task++)
        {
            keys[task] = successors[task].Length;
            highest = Math.Max(highest, heights[task]);
        }

        tasks = SortedBy(keys, tasks);
        for (var task = 0; task < tasks.Length; task++)
        {
            keys[task] = highest - heights[task];
        }

        tasks = SortedBy(keys, tasks);
        _ranks = keys;
        for (var i = 0; i < tasks.Length; i++)
        {
            if (i > 0 && (heights[tasks[i]] != heights[tasks[i - 1]] || successors[tasks[i]].Length != successors[tasks[i - 1]].Length))
            {
                Count++;
            }

            _ranks[tasks[i]] = Count;
        }

        Count++;
    }

    /// <summary>How many ranks there are; the best one is 0.</summary>
    public int Count { get; }

    public int this[int task] => _ranks[task];

    private static int[] SortedBy(int[] keys, int[] tasks)
    {
        var starts = new int[(keys.Length == 0 ? 0 : keys.Max()) + 2];
        foreach (var key in keys)
        {
            starts[key + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var sorted = new int[tasks.Length];
        foreach (var task in tasks)
        {
            sorted[starts[keys[task]]++] = task;
        }

        return sorted;
    }
}
