namespace Dagrs.Core.Scheduling;

/// <summary>What the rules know of one service. Belongs to <see cref="Serving"/>.</summary>
internal sealed class ServiceStatus
{
    /// <summary>Its phase.</summary>
    public ServicePhase Phase { get; set; }

    /// <summary>How many tasks that hold it have not finished.</summary>
    public int Held { get; set; }

    /// <summary>True when it lives until the run is stopped.</summary>
    public bool IsStandalone { get; set; }

    /// <summary>True when its process has ended by itself, even if processes it left behind live on: it can no longer succeed.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The tasks that start when it is ready, or has ended.</summary>
    public List<int> Waiting { get; } = [];

    /// <summary>Clean-up after failures that waits, because this service may still fail.</summary>
    public List<int> Deferred { get; } = [];

    /// <summary>True when its successors were notified that they need not wait for it.</summary>
    public bool HasToldSuccessors { get; set; }

    /// <summary>True when the tasks that wait for its end were notified.</summary>
    public bool HasToldWaiters { get; set; }

    /// <summary>True while a task that needs it must wait.</summary>
    public bool IsAwaited => Phase < ServicePhase.Ready;

    /// <summary>True when it may have a live process.</summary>
    public bool IsAlive => Phase is ServicePhase.Starting or ServicePhase.Ready or ServicePhase.Stopping;
}
