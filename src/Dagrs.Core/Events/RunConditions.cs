using Dagrs.Core.Graph;

namespace Dagrs.Core.Events;

/// <summary>How a run is run, as far as reporters need to know.</summary>
/// <param name="Clock">The source of its times.</param>
/// <param name="Begin">Its start by that clock.</param>
/// <param name="Start">Its start as wall-clock time.</param>
internal sealed record RunConditions(TimeProvider Clock, long Begin, DateTimeOffset Start)
{
    /// <summary>How many tasks may run in parallel.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The totals of the resources that tasks share, by name; memory in bytes, if some task takes it.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = Model.Resources.None;

    /// <summary>What runs commands: the word that selects it, or <c>custom</c>.</summary>
    public string Executor { get; init; } = "custom";

    /// <summary>The expected times of its tasks; null: unknown.</summary>
    public ExpectedTimes? Times { get; init; }

    /// <summary>True when a wave starts only when the one before it has ended.</summary>
    public bool InWaves { get; init; }
}
