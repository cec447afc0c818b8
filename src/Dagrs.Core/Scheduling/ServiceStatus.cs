namespace Dagrs.Core.Scheduling;

/// <summary>What the rules know of one service. Belongs to <see cref="Serving"/>.</summary>
internal sealed class ServiceStatus
{
    /// <summary>How far it is.</summary>
    public ServicePhase Phase { get; set; }

    /// <summary>How many hold it that are not over.</summary>
    public int Held { get; set; }

    /// <summary>True when it lives until the run is stopped.</summary>
    public bool Lasts { get; set; }

    /// <summary>True when its process has ended by itself, though what it left behind may live on: nothing that happens then makes a success of it.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Those who start when it is ready, or over.</summary>
    public List<int> Waiting { get; } = [];

    /// <summary>Clean-up after failures for which it is not too late to fail.</summary>
    public List<int> Deferred { get; } = [];

    /// <summary>True when those after it were told that they need not wait for it.</summary>
    public bool HasToldSuccessors { get; set; }

    /// <summary>True when those were told that wait for its end.</summary>
    public bool HasToldWaiters { get; set; }

    /// <summary>True as long as somebody who needs it must wait.</summary>
    public bool IsAwaited => Phase < ServicePhase.Ready;

    /// <summary>True when a process of it may live.</summary>
    public bool IsAlive => Phase is ServicePhase.Starting or ServicePhase.Ready or ServicePhase.Stopping;
}
