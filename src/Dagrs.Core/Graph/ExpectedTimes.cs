namespace Dagrs.Core.Graph;

/// <summary>
/// How long each task of a graph will probably take, and the least time from its start to the end of its dependents. It does not know where the times
/// come from. Immutable.
/// </summary>
internal sealed class ExpectedTimes
{
    private readonly long[] _times;
    private readonly long[] _tails;
    private readonly bool[] _isRecorded;

    /// <param name="dag">The graph.</param>
    /// <param name="recorded">The recorded time of a task, by its id; null: none.</param>
    /// <param name="other">The time assumed for a task without a recorded one.</param>
    public ExpectedTimes(Dag dag, Func<string, TimeSpan?> recorded, TimeSpan other)
    {
        Dag = dag;
        var count = dag.Tasks.Count;
        (_times, _tails, _isRecorded) = (new long[count], new long[count], new bool[count]);
        for (var task = count - 1; task >= 0; task--)
        {
            var node = dag.Node(task);
            if (node.Work is not Work.Join && !node.IsService && node.Spec?.SkippedBecause is null)
            {
                var known = recorded(node.Id);
                _isRecorded[task] = known is not null;
                _times[task] = (known ?? other).Ticks;
            }
            else
            {
                _isRecorded[task] = true; // a group takes no time, which is certain; how long a service will be needed is unknown
            }

            long after = 0;
            foreach (var next in dag.Successors[task])
            {
                after = Math.Max(after, _tails[next]);
            }

            _tails[task] = _times[task] + after;
        }
    }

    /// <summary>The graph.</summary>
    public Dag Dag { get; }

    /// <summary>The expected time of a task.</summary>
    public TimeSpan Of(int task) => new(_times[task]);

    /// <summary>The time from the start of a task to the end of all its dependents, with unlimited parallelism.</summary>
    public TimeSpan From(int task) => new(_tails[task]);

    /// <summary>True when the time of a task is recorded rather than guessed.</summary>
    public bool IsRecorded(int task) => _isRecorded[task];

    /// <summary>The chain of tasks that takes longest: no run can be shorter.</summary>
    public IReadOnlyList<TaskNode> CriticalPath()
    {
        var path = new List<TaskNode>();
        var next = Longest(Enumerable.Range(0, _times.Length).Where(task => Dag.Predecessors.CountOf(task) == 0));
        while (next is { } task)
        {
            path.Add(Dag.Node(task));
            next = Longest(Dag.Successors[task].ToArray());
        }

        return path;
    }

    // Ties go to the one that is printed first.
    private int? Longest(IEnumerable<int> tasks)
    {
        int? longest = null;
        foreach (var task in tasks)
        {
            if (longest is not { } best || _tails[task] > _tails[best] || (_tails[task] == _tails[best] && Dag.Ranks[task] < Dag.Ranks[best]))
            {
                longest = task;
            }
        }

        return longest;
    }
}
