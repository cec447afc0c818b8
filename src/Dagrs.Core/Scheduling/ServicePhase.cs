namespace Dagrs.Core.Scheduling;

/// <summary>The phase of a service's life, in more detail than its state.</summary>
internal enum ServicePhase : byte
{
    /// <summary>Its predecessors have not finished.</summary>
    Waiting,

    /// <summary>It may start when it is needed.</summary>
    Armed,

    /// <summary>It is needed; it starts when the services it needs are ready.</summary>
    Wanted,

    /// <summary>It was started.</summary>
    Starting,

    /// <summary>The tasks that need it may start.</summary>
    Ready,

    /// <summary>It was asked to stop.</summary>
    Stopping,

    /// <summary>It is in its final state.</summary>
    Over,
}
