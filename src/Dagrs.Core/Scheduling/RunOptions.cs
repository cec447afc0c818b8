using System.Collections.Frozen;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;

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

    /// <summary>After how long without any event a <see cref="RunEvent.NoNews"/> comes; by the machine's clock, not that of <see cref="TimeProvider"/>.</summary>
    public TimeSpan NewsInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The sizes of the pools that tasks name; a pool of 1 lets its tasks run one after the other.</summary>
    public IReadOnlyDictionary<string, int> Pools { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>Values that all C# tasks can read.</summary>
    public RunEnvironment Environment { get; init; } = RunEnvironment.Empty;

    /// <summary>
    /// Where C# tasks run; null: on the thread pool. For the caller's own context (a window's thread, say) give
    /// <see cref="TaskScheduler.FromCurrentSynchronizationContext"/>.
    /// </summary>
    public TaskScheduler? CodeScheduler { get; init; }

    /// <summary>Who watches the run.</summary>
    public IReadOnlyList<IReporter> Reporters { get; init; } = [];

    /// <summary>What runs commands; null: processes of this machine.</summary>
    public IExecutor? Executor { get; init; }

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The processors this process may use (its affinity and cgroup limit included) and two more, at least four.</summary>
    public static int DefaultParallelism => Math.Max(4, System.Environment.ProcessorCount + 2);

    /// <summary>Who does what must not take a new thread; the <see cref="TimeProvider"/> too then. Null: the thread pool does it.</summary>
    internal MainLoop? MainLoop { get; init; }

    /// <summary>Slots shared with other runs, besides those of this one.</summary>
    internal SlotLimit? SharedSlots { get; init; }
}
