namespace Dagrs.Core.Events;

/// <summary>Watches a run. Gets every event, one at a time, on one thread; one that throws is dropped, and the run goes on.</summary>
public interface IReporter
{
    /// <summary>Takes one event, up to 5 ms late when it follows others. The run goes on meanwhile, until too much output is queued.</summary>
    void Report(RunEvent happened);

    /// <summary>
    /// True to get also a <see cref="RunEvent.Pause"/>, when buffered output should be shown, and <see cref="RunEvent.NoNews"/>. Other reporters
    /// never see either.
    /// </summary>
    bool WantsPauses => false;
}
