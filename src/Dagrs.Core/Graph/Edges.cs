namespace Dagrs.Core.Graph;

/// <summary>For each task a list of other tasks, all in two flat arrays.</summary>
internal sealed class Edges
{
    private readonly int[] _starts; // one entry more than there are tasks
    private readonly int[] _targets;

    /// <param name="starts">Where the list of each task starts in <paramref name="targets"/>; the extra last entry is where the last list ends.</param>
    /// <param name="targets">All lists, concatenated; may be longer than needed.</param>
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

    /// <summary>For edges to predecessors: all tasks in topological order. Tasks on a cycle, or downstream of one, are left out.</summary>
    public List<int> TopologicalOrder()
    {
        var successors = Reversed();
        var waiting = new int[Count];
        var order = new List<int>(Count);
        for (var i = 0; i < waiting.Length; i++)
        {
            waiting[i] = CountOf(i);
            if (waiting[i] == 0)
            {
                order.Add(i);
            }
        }

        for (var next = 0; next < order.Count; next++)
        {
            foreach (var successor in successors[order[next]])
            {
                if (--waiting[successor] == 0)
                {
                    order.Add(successor);
                }
            }
        }

        return order;
    }

    /// <summary>For edges to predecessors: the most expensive chain of tasks, first to last; ties go to the first found.</summary>
    /// <param name="order">The tasks in topological order.</param>
    /// <param name="cost">The cost of a task.</param>
    public List<int> LongestPath(IEnumerable<int> order, Func<int, TimeSpan> cost)
    {
        var totals = new TimeSpan[Count];
        var before = new int[Count];
        var last = -1;
        foreach (var task in order)
        {
            before[task] = -1;
            foreach (var predecessor in this[task])
            {
                if (before[task] < 0 || totals[predecessor] > totals[before[task]])
                {
                    before[task] = predecessor;
                }
            }

            totals[task] = cost(task) + (before[task] < 0 ? TimeSpan.Zero : totals[before[task]]);
            if (last < 0 || totals[task] > totals[last])
            {
                last = task;
            }
        }

        var path = new List<int>();
        for (var task = last; task >= 0; task = before[task])
        {
            path.Add(task);
        }

        path.Reverse();
        return path;
    }

    /// <summary>The reversed edges; the list of each task is in ascending order.</summary>
    public Edges Reversed() => Reversed(null);

    /// <summary>The reversed edges; the list of each task is in the given order.</summary>
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

        // Fills each list backwards: its end moves down to its start, so that no second array of offsets is needed.
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
