using Dagrs.Core.Scheduling;

namespace Dagrs.Benchmarks.Contenders;

/// <summary>Dagrs with one task at a time: what is left when no two workers meet.</summary>
internal sealed class DagrsOneSlot : DagrsGraph
{
    protected override RunOptions Options { get; } = new() { Parallelism = 1 };
}
