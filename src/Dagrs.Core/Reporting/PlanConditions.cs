using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting;

/// <summary>What a run was told apart from its tasks, as far as a plan shows it.</summary>
/// <param name="Parallelism">The most tasks at once.</param>
/// <param name="Timeout">How long the whole run may take; null: no limit.</param>
/// <param name="Directory">Where tasks run that say nothing about it.</param>
internal sealed record PlanConditions(int Parallelism, TimeSpan? Timeout, string Directory)
{
    /// <summary>What runs commands, in the word that chooses it.</summary>
    public string Executor { get; init; } = "direct";

    /// <summary>How long it takes, as far as earlier runs tell; null: they do not.</summary>
    public PlannedTimes? Times { get; init; }

    /// <summary>What would become of each task, by what is remembered; null: nobody asked.</summary>
    public Func<TaskNode, Prospect>? Prospects { get; init; }

    /// <summary>True when a wave starts only when the one before it has ended.</summary>
    public bool InWaves { get; init; }
}
