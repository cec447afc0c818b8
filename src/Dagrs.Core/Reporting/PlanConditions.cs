using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting;

/// <summary>The settings of a run, apart from its tasks, that a plan shows.</summary>
/// <param name="Parallelism">The most tasks at once.</param>
/// <param name="Timeout">The time limit of the whole run; null: none.</param>
/// <param name="Directory">The working directory of tasks that set none.</param>
internal sealed record PlanConditions(int Parallelism, TimeSpan? Timeout, string Directory)
{
    /// <summary>The executor, by the word that selects it.</summary>
    public string Executor { get; init; } = "direct";

    /// <summary>The estimated times from earlier runs; null: there are none.</summary>
    public PlannedTimes? Times { get; init; }

    /// <summary>The prediction for each task from what is remembered; null: not requested.</summary>
    public Func<TaskNode, Prospect>? Prospects { get; init; }

    /// <summary>True when a wave starts only after the previous one has ended.</summary>
    public bool InWaves { get; init; }
}
