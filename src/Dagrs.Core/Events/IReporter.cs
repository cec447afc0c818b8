namespace Dagrs.Core.Events;

/// <summary>Watches a run. Gets every event, one at a time, on one thread; one that throws is dropped and the run goes on.</summary>
public interface IReporter
{
    /// <summary>Takes one event, up to 5 ms late when it follows others. While it works the run goes on, until too much output waits for it.</summary>
    void Report(RunEvent happened);

    /// <summary>
    /// True to hear also of a <see cref="RunEvent.Pause"/>, when what it has buffered should be shown, and of <see cref="RunEvent.NoNews"/>.
    /// Those who do not ask never see either.
    /// </summary>
    bool HearsPauses => false;
}
