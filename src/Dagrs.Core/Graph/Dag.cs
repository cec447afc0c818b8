namespace Dagrs.Core.Graph;

/// <summary>
/// A frozen graph of tasks in topological order. It knows who comes after whom and nothing of runs, so it can run any number of
/// times, also at once. Immutable and thread-safe.
/// </summary>
public sealed class Dag
{
    private readonly TaskNode[] _tasks;
    private readonly Lazy<int[]> _depths;
    private readonly Lazy<int[]> _heights;
    private readonly Lazy<IReadOnlyList<TaskNode>> _order;

    internal Dag(TaskNode[] tasks, Edges predecessors)
    {
        _tasks = tasks;
        Predecessors = predecessors;
        Successors = predecessors.Reversed();
        _depths = new(MeasureDepths);
        _heights = new(MeasureHeights);
        _order = new(() => StableOrder.Of(this));
    }

    /// <summary>All tasks, each after its predecessors.</summary>
    public IReadOnlyList<TaskNode> Tasks => _tasks;

    /// <summary>All tasks in the order that is printed: the same on each run.</summary>
    public IReadOnlyList<TaskNode> Order => _order.Value;

    internal Edges Predecessors { get; }

    internal Edges Successors { get; }

    /// <summary>For each task the edges on the longest path from a first task.</summary>
    internal ReadOnlySpan<int> Depths => _depths.Value;

    /// <summary>For each task the edges on the longest path to a last task.</summary>
    internal ReadOnlySpan<int> Heights => _heights.Value;

    /// <summary>The tasks that a task comes after, in the order they were given.</summary>
    /// <exception cref="ArgumentException">The task belongs to another graph.</exception>
    public IReadOnlyList<TaskNode> PredecessorsOf(TaskNode task) => Nodes(Predecessors[IndexOf(task)]);

    /// <summary>The tasks that come after a task.</summary>
    /// <exception cref="ArgumentException">The task belongs to another graph.</exception>
    public IReadOnlyList<TaskNode> SuccessorsOf(TaskNode task) => Nodes(Successors[IndexOf(task)]);

    private int IndexOf(TaskNode task) =>
        task.Index < _tasks.Length && ReferenceEquals(_tasks[task.Index], task)
            ? task.Index
            : throw new ArgumentException($"the task '{task.Id}' belongs to another graph", nameof(task));

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
            foreach (var successor in Successors[i])
            {
                heights[i] = Math.Max(heights[i], heights[successor] + 1);
            }
        }

        return heights;
    }
}
