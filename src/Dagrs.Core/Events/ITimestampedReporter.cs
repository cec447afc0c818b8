namespace Dagrs.Core.Events;

/// <summary>A reporter that needs the time of each event, however late the event is delivered.</summary>
internal interface ITimestampedReporter : IReporter
{
    /// <summary>Takes one event, in place of <see cref="IReporter.Report"/>.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="moment">When, by the clock of the run; never earlier than the previous event.</param>
    void Report(RunEvent happened, long moment);
}
