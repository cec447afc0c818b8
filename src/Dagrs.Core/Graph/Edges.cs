namespace Dagrs.Core.Graph;

/// <summary>For each task a list of other tasks, all in two flat arrays.</summary>
internal sealed class Edges
{
    private readonly int[] _starts; // one more than there are tasks
    private readonly int[] _targets;

    /// <param name="starts">Where the list of each task starts among the targets, and at last where that of the last one ends.</param>
    /// <param name="targets">All lists, one after the other; may be longer than needed.</param>
    public Edges(int[] starts, int[] targets)
    {
        _starts = starts;
        _targets = targets;
    }

    public int Count => _starts.Length - 1;

    public int Total => _starts[^1];

    public ReadOnlySpan<int> this[int index] => _targets.AsSpan(_starts[index], CountOf(index));

    public static Edges FromEnds(ReadOnlySpan<int> ends, int[] targets)
    {
        var starts = new int[ends.Length + 1];
        ends.CopyTo(starts.AsSpan(1));
        return new Edges(starts, targets);
    }

    public int CountOf(int index) => _starts[index + 1] - _starts[index];

    /// <summary>The same edges the other way round; within a task in ascending order.</summary>
    public Edges Reversed() => Reversed(null);

    /// <summary>The same edges the other way round; within a task in the order given.</summary>
    /// <param name="order">All tasks in some order; null: their own.</param>
    public Edges Reversed(int[]? order)
    {
        var starts = new int[_starts.Length];
        foreach (var target in _targets.AsSpan(0, Total))
        {
            starts[target]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        // Backwards: what was the end of each list moves to its start as the list is filled.
        var targets = GC.AllocateUninitializedArray<int>(Total);
        for (var i = Count - 1; i >= 0; i--)
        {
            var source = order is null ? i : order[i];
            foreach (var target in this[source])
            {
                targets[--starts[target]] = source;
            }
        }

        return new Edges(starts, targets);
    }
}
