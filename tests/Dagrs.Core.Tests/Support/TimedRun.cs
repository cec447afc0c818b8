using Dagrs.Core.Events;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Support;

/// <summary>Runs a scenario on a manual clock from event to event, in no real time.</summary>
internal static class TimedRun
{
    private static readonly TimeSpan RealPatience = TimeSpan.FromSeconds(20); // for a run that hangs

    /// <param name="scenario">What is run, and how.</param>
    /// <param name="watchers">Who watches it besides.</param>
    public static Recording Of(Scenario scenario, params IReadOnlyList<IReporter> watchers)
    {
        // Where there is a context, the end of a command would be taken up by another thread, and this one would not see what follows.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return Run(scenario, watchers);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static Recording Run(Scenario scenario, IReadOnlyList<IReporter> watchers)
    {
        var time = new ManualTimeProvider();
        var executor = new TimedExecutor(time);
        var reporter = new CollectingReporter();
        var dag = scenario.Build();
        var scheduler = new Scheduler(dag, new RunOptions
        {
            Parallelism = scenario.Jobs,
            FailureMode = scenario.Mode,
            Schedule = scenario.Schedule,
            Grace = Scenario.Grace,
            Reporters = [reporter, .. watchers],
            Executor = executor,
            TimeProvider = time,
        });
        var run = scheduler.RunAsync();
        executor.HonourStops();
        while (executor.RunningNow > 0)
        {
            Assert.True(time.AdvanceToNextTimer(), "commands run that nothing will end");
            executor.HonourStops();
        }

        var report = run.WaitAsync(RealPatience).GetAwaiter().GetResult();
        return new Recording(scenario, dag, reporter.Events, executor.Ended, executor.MostAtOnce, RecordedReport.Of(report));
    }
}
