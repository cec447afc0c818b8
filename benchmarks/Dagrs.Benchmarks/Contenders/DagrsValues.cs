using Dagrs.Core.Graph;

namespace Dagrs.Benchmarks.Contenders;

/// <summary>Dagrs with tasks that each give a value, which is kept for the report.</summary>
internal sealed class DagrsValues : DagrsGraph
{
    protected override TaskNode Add(DagBuilder builder, string name, ReadOnlySpan<TaskNode> after) => builder.Add(name, static () => 1, null, after);
}
