namespace Dagrs.Core.Events;

/// <summary>A reporter that may want the events of processes, which no other reporter gets.</summary>
internal interface IProcessReporter : IReporter
{
    /// <summary>True when it wants <see cref="RunEvent.ProcessStarted"/>; read once.</summary>
    bool WantsProcesses { get; }
}
