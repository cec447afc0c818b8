using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting.Recording;

/// <summary>The graph of a recorded run, made again so that it can be drawn. Its tasks have ids, names and edges, and nothing that could be run.</summary>
/// <param name="Dag">The graph.</param>
/// <param name="Places">By the index of a task in it: the task's place in the run.</param>
internal sealed record RecordedGraph(Dag Dag, int[] Places)
{
    /// <summary>Tasks on a circle, which no run has, are left out.</summary>
    public static RecordedGraph Of(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var order = DependencyOrder.Of(run.Tasks);
        var builder = new DagBuilder(order.Length);
        var nodes = new TaskNode?[run.Tasks.Count];
        foreach (var place in order)
        {
            var task = run.Tasks[place];
            var after = task.After.Select(before => nodes[before]).OfType<TaskNode>().ToArray();
            Work work = task.Kind == "group" ? Work.Join.Instance : new Work.Act(static () => { });
            nodes[place] = builder.Add(new TaskSpec(task.Id, task.Name, work) { Position = place }, after);
        }

        return new(builder.Build(), order);
    }
}
