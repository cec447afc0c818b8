using Dagrs.Core.Graph;

namespace Dagrs.Core.Events;

/// <summary>How a run is run, as far as those who watch it want to know.</summary>
/// <param name="Clock">Where its times come from.</param>
/// <param name="Begin">Its begin by that clock.</param>
/// <param name="Start">Its begin as people tell it.</param>
internal sealed record RunConditions(TimeProvider Clock, long Begin, DateTimeOffset Start)
{
    /// <summary>How many tasks may run at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>How much there is of what tasks share, by name; memory in bytes, where some task takes some.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = Model.Resources.None;

    /// <summary>What runs commands, in the word that chooses it, or <c>custom</c>.</summary>
    public string Executor { get; init; } = "custom";

    /// <summary>How long its tasks will take; null: nobody knows.</summary>
    public ExpectedTimes? Times { get; init; }

    /// <summary>True when a wave starts only when the one before it has ended.</summary>
    public bool InWaves { get; init; }
}
