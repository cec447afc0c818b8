namespace Dagrs.Core.Graph;

/// <summary>
/// A frozen graph of tasks in topological order. It knows who comes after whom and nothing of runs, so it can run any number of
/// times, also at once. Immutable and thread-safe.
/// </summary>
public sealed class Dag
{
    private readonly TaskNode[] _tasks;
    private readonly TaskIds _ids;
    private readonly int[]? _byPosition; // null when it is the order that they have

    // Made when they are asked for; two threads that ask at once make the same twice.
    private int[]? _depths;
    private int[]? _heights;
    private Ranks? _ranks;
    private IReadOnlyList<TaskNode>? _order;

    internal Dag(TaskNode[] tasks, Edges predecessors, TaskIds ids)
    {
        _tasks = tasks;
        _ids = ids;
        Predecessors = predecessors;
        _byPosition = SortByPosition(tasks);
        Successors = predecessors.Reversed(_byPosition);
    }

    /// <summary>All tasks, each after its predecessors.</summary>
    public IReadOnlyList<TaskNode> Tasks => _tasks;

    /// <summary>All tasks in the order that is printed: the same on each run.</summary>
    public IReadOnlyList<TaskNode> Order => _order ??= StableOrder.Of(this);

    /// <summary>A task by its id.</summary>
    /// <exception cref="KeyNotFoundException">There is no such task.</exception>
    public TaskNode this[string id] => _ids.IndexOf(id, _tasks) is >= 0 and var index ? _tasks[index] : throw new KeyNotFoundException($"there is no task '{id}'");

    internal Edges Predecessors { get; }

    /// <summary>For each task those that come after it, in the order in which their author wrote them.</summary>
    internal Edges Successors { get; }

    /// <summary>True when some task may leave a value.</summary>
    internal bool HasValues { get; init; }

    /// <summary>True when some task names a pool.</summary>
    internal bool HasPools { get; init; }

    /// <summary>For each task the number of the first of the texts on the command line that needs it; null when they do not differ.</summary>
    internal int[]? Goals { get; init; }

    internal Ranks Ranks => _ranks ??= new Ranks(MeasureHeights(), Successors, _byPosition, Goals);

    /// <summary>For each task the edges on the longest path from a first task.</summary>
    internal ReadOnlySpan<int> Depths => _depths ??= MeasureDepths();

    /// <summary>For each task the edges on the longest path to a last task.</summary>
    internal ReadOnlySpan<int> Heights => _heights ??= MeasureHeights();

    /// <summary>The tasks that a task comes after, in the order they were given.</summary>
    /// <exception cref="ArgumentException">The task belongs to another graph.</exception>
    public IReadOnlyList<TaskNode> PredecessorsOf(TaskNode task) => Nodes(Predecessors[IndexOf(task)]);

    /// <summary>The tasks that come after a task.</summary>
    /// <exception cref="ArgumentException">The task belongs to another graph.</exception>
    public IReadOnlyList<TaskNode> SuccessorsOf(TaskNode task) => Nodes(Successors[IndexOf(task)]);

    /// <summary>A task by its place in the topological order.</summary>
    internal TaskNode Node(int index) => _tasks[index];

    /// <summary>The index of a task by its place in the order in which their author wrote them.</summary>
    internal int AtPosition(int place) => _byPosition is null ? place : _byPosition[place];

    internal int IndexOf(TaskNode task) =>
        task.Index < _tasks.Length && ReferenceEquals(_tasks[task.Index], task)
            ? task.Index
            : throw new ArgumentException($"the task '{task.Id}' belongs to another graph", nameof(task));

    /// <summary>The chain of tasks whose costs add up to the most; of equal ones the first found.</summary>
    internal IReadOnlyList<TaskNode> LongestPath(Func<int, TimeSpan> cost)
    {
        var totals = new TimeSpan[_tasks.Length];
        var before = new int[_tasks.Length];
        var last = -1;
        for (var task = 0; task < _tasks.Length; task++)
        {
            before[task] = -1;
            foreach (var predecessor in Predecessors[task])
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

        var path = new List<TaskNode>();
        for (var task = last; task >= 0; task = before[task])
        {
            path.Add(_tasks[task]);
        }

        path.Reverse();
        return path;
    }

    private static int[]? SortByPosition(TaskNode[] tasks)
    {
        var isSorted = true;
        for (var i = 1; i < tasks.Length && isSorted; i++)
        {
            isSorted = tasks[i - 1].Position < tasks[i].Position;
        }

        if (isSorted)
        {
            return null;
        }

        var order = Enumerable.Range(0, tasks.Length).ToArray();
        Array.Sort(order, (a, b) => tasks[a].Position.CompareTo(tasks[b].Position));
        return order;
    }

    private TaskNode[] Nodes(ReadOnlySpan<int> indexes)
    {
        var nodes = new TaskNode[indexes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = _tasks[indexes[i]];
        }

        return nodes;
    }

    private int[] MeasureDepths()
    {
        var depths = new int[_tasks.Length];
        for (var i = 0; i < depths.Length; i++)
        {
            foreach (var predecessor in Predecessors[i])
            {
                depths[i] = Math.Max(depths[i], depths[predecessor] + 1);
            }
        }

        return depths;
    }

    private int[] MeasureHeights()
    {
        var heights = new int[_tasks.Length];
        for (var i = heights.Length - 1; i >= 0; i--)
        {
            foreach (var predecessor in Predecessors[i])
            {
                heights[predecessor] = Math.Max(heights[predecessor], heights[i] + 1);
            }
        }

        return heights;
    }
}
