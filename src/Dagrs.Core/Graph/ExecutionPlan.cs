namespace Dagrs.Core.Graph;

/// <summary>What a run of a graph will look like: its waves and its critical path. It does not know how many tasks may run in parallel. Immutable.</summary>
public sealed class ExecutionPlan
{
    /// <summary>Makes the plan of a graph.</summary>
    /// <param name="dag">The graph.</param>
    public ExecutionPlan(Dag dag)
        : this(dag, [])
    {
    }

    internal ExecutionPlan(Dag dag, IReadOnlyList<LeftOutTask> leftOut)
    {
        ArgumentNullException.ThrowIfNull(dag);
        Dag = dag;
        LeftOut = leftOut;
        Waves = Group(dag);
        CriticalPath = Longest(dag);
    }

    /// <summary>The graph.</summary>
    public Dag Dag { get; }

    /// <summary>Tasks that were left out when the graph was built.</summary>
    internal IReadOnlyList<LeftOutTask> LeftOut { get; }

    /// <summary>
    /// The tasks by depth, roots first; within a wave in the order that is printed. With enough slots, and if all tasks take equally long, a wave
    /// runs in parallel.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<TaskNode>> Waves { get; }

    /// <summary>
    /// A longest chain of tasks, each a direct successor of the one before: no run needs fewer steps. Of several, the first in the order that is
    /// printed.
    /// </summary>
    public IReadOnlyList<TaskNode> CriticalPath { get; }

    /// <summary>The wave of a task, from 0: the number of edges on the longest path from a root.</summary>
    public int WaveOf(TaskNode task) => Dag.Depths[Dag.IndexOf(task)];

    /// <summary>The number of edges on the longest path from a task to a leaf.</summary>
    public int HeightOf(TaskNode task) => Dag.Heights[Dag.IndexOf(task)];

    /// <summary>Where the inputs of a task (<c>$1</c>, <c>$2</c>, ...) come from, as far as it can see them.</summary>
    internal IReadOnlyList<PlannedInput> InputsOf(TaskNode task)
    {
        var predecessors = Dag.PredecessorsOf(task);
        return task.Inputs is { } inputs
            ? [.. inputs.Select(input => new PlannedInput(input.Id, input.Predecessor == TaskInput.LeftOut ? null : predecessors[input.Predecessor]))]
            : [.. predecessors.Select(predecessor => new PlannedInput(predecessor.Id, predecessor))];
    }

    private static List<TaskNode>[] Group(Dag dag)
    {
        var depths = dag.Depths;
        var waves = new List<TaskNode>[dag.Tasks.Count == 0 ? 0 : depths.ToArray().Max() + 1];
        foreach (var task in dag.Order)
        {
            (waves[depths[dag.IndexOf(task)]] ??= []).Add(task);
        }

        return waves;
    }

    private static List<TaskNode> Longest(Dag dag)
    {
        var places = new int[dag.Tasks.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[dag.IndexOf(dag.Order[i])] = i;
        }

        var path = new List<TaskNode>();
        IEnumerable<TaskNode> candidates = dag.Tasks;
        for (var height = dag.Tasks.Count == 0 ? -1 : dag.Heights.ToArray().Max(); height >= 0; height--)
        {
            var next = candidates.Where(task => dag.Heights[dag.IndexOf(task)] == height).MinBy(task => places[dag.IndexOf(task)])!;
            path.Add(next);
            candidates = dag.SuccessorsOf(next);
        }

        return path;
    }
}
