namespace Dagrs.Core.Scheduling;

/// <summary>How far a service is in its life, beyond what its state says.</summary>
internal enum ServicePhase : byte
{
    /// <summary>What it comes after is not over.</summary>
    Waiting,

    /// <summary>It may start when somebody needs it.</summary>
    Armed,

    /// <summary>Somebody needs it; it starts when the services before it are ready.</summary>
    Wanted,

    /// <summary>It was started.</summary>
    Starting,

    /// <summary>What needs it may start.</summary>
    Ready,

    /// <summary>It is asked to end.</summary>
    Stopping,

    /// <summary>It is in its final state.</summary>
    Over,
}
