using Dagrs.Core.Events;
using Dagrs.Core.Execution;

namespace Dagrs.Core.Scheduling;

/// <summary>How a graph is run. Immutable; can be used for any number of runs.</summary>
public sealed record RunOptions
{
    /// <summary>The most tasks that run at once; at least 1.</summary>
    public int Parallelism { get; init; } = DefaultParallelism;

    /// <summary>What happens when a task fails.</summary>
    public FailureMode FailureMode { get; init; }

    /// <summary>When a task may start.</summary>
    public Schedule Schedule { get; init; }

    /// <summary>How long a task that is told to end may take before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the whole run may take; null: no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>After how long without any event a <see cref="RunEvent.NoNews"/> comes.</summary>
    public TimeSpan NewsInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Who watches the run.</summary>
    public IReadOnlyList<IReporter> Reporters { get; init; } = [];

    /// <summary>What runs commands; null: processes of this machine.</summary>
    public IExecutor? Executor { get; init; }

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The processors this process may use (its affinity and cgroup limit included) and two more, at least four.</summary>
    public static int DefaultParallelism => Math.Max(4, Environment.ProcessorCount + 2);
}
