namespace Dagrs.Core.Graph;

/// <summary>For each task a list of other tasks, all in two flat arrays.</summary>
internal sealed class Edges
{
    private readonly int[] _starts;
    private readonly int[] _targets;

    private Edges(int[] starts, int[] targets)
    {
        _starts = starts;
        _targets = targets;
    }

    public int Count => _starts.Length - 1;

    public int Total => _targets.Length;

    public ReadOnlySpan<int> this[int index] => _targets.AsSpan(_starts[index].._starts[index + 1]);

    public static Edges FromEnds(ReadOnlySpan<int> ends, int[] targets)
    {
        var starts = new int[ends.Length + 1];
        ends.CopyTo(starts.AsSpan(1));
        return new Edges(starts, targets);
    }

    /// <summary>The same edges the other way round; within a task in ascending order.</summary>
    public Edges Reversed() => Reversed(null);

    /// <summary>The same edges the other way round; within a task in the order given.</summary>
    /// <param name="order">All tasks in some order; null: their own.</param>
    public Edges Reversed(int[]? order)
    {
        var starts = new int[_starts.Length];
        foreach (var target in _targets)
        {
            starts[target + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var next = starts.AsSpan(0, Count).ToArray();
        var targets = new int[Total];
        for (var i = 0; i < Count; i++)
        {
            var source = order is null ? i : order[i];
            foreach (var target in this[source])
            {
                targets[next[target]++] = source;
            }
        }

        return new Edges(starts, targets);
    }
}
