using Dagrs.Core.Graph;
using Dagrs.Core.Scheduling;

namespace Dagrs.Benchmarks.Contenders;

/// <summary>Dagrs: with names, states, times and the report, without reporters.</summary>
internal class DagrsGraph : Contender
{
    protected virtual RunOptions Options { get; } = new() { Parallelism = 2 };

    public override Func<Task> Build(TaskGraph graph)
    {
        var builder = new DagBuilder(graph.Count);
        var tasks = new TaskNode[graph.Count];
        Span<TaskNode> after = new TaskNode[8];
        for (var task = 0; task < tasks.Length; task++)
        {
            var predecessors = graph.Predecessors[task];
            for (var i = 0; i < predecessors.Length; i++)
            {
                after[i] = tasks[predecessors[i]];
            }

            tasks[task] = Add(builder, graph.Names[task], after[..predecessors.Length]);
        }

        var dag = builder.Build();
        return async () =>
        {
            if (!(await dag.RunAsync(Options).ConfigureAwait(false)).Succeeded)
            {
                throw new InvalidOperationException("the run failed");
            }
        };
    }

    protected virtual TaskNode Add(DagBuilder builder, string name, ReadOnlySpan<TaskNode> after) => builder.Add(name, Work, null, after);
}
