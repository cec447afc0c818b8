namespace Dagrs.Core.Events;

/// <summary>A reporter that wants to know when each event happened, however late it hears of it.</summary>
internal interface IWatchesMoments : IReporter
{
    /// <summary>Takes one event, in place of <see cref="IReporter.Report"/>.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="moment">When, by the clock of the run; never before that of the event before it.</param>
    void Report(RunEvent happened, long moment);
}
