namespace Dagrs.Core.Events;

/// <summary>A reporter that may want to hear of processes, which nobody else needs to know.</summary>
internal interface IWatchesProcesses : IReporter
{
    /// <summary>True when it wants <see cref="RunEvent.ProcessStarted"/>; asked once.</summary>
    bool WantsProcesses { get; }
}
