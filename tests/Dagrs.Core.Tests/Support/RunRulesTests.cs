using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Support;

/// <summary>Each rule objects to a recording that was forged to break it, and to none that is true.</summary>
public sealed class RunRulesTests
{
    // t0 and t1 at once, t2 after t0, t3 after both; t4 after t3 has the longest way before it.
    private static readonly Scenario Good = new([new(2), new(3), new(1, 0), new(2, 0, 1), new(1, 3)]) { Jobs = 2 };
    private static readonly Scenario Bad = new([new(1) { Fails = true }, new(3), new(1, 0), new(1, 2), new(1, 1)]) { Jobs = 2 };

    [Fact]
    public void A_true_recording_breaks_no_rule()
    {
        Assert.Empty(RunRules.Broken(TimedRun.Of(Good)));
        Assert.All(Enum.GetValues<FailureMode>(), mode => Assert.Empty(RunRules.Broken(TimedRun.Of(Bad with { Mode = mode }))));
    }

    [Fact]
    public void A_start_before_the_end_of_a_predecessor_is_seen()
    {
        var run = TimedRun.Of(Good);
        var start = run.Events.Single(happened => happened is RunEvent.TaskStarted { Task.Index: 3 });
        var events = run.Events.Where(happened => happened != start).ToList();
        events.Insert(events.FindIndex(happened => happened is RunEvent.TaskFinished { Result.Task.Index: 1 }), start);

        Assert.Equal(["t3 started before t1 succeeded"], RunRules.PredecessorsSucceedFirst(run with { Events = events }));
    }

    [Fact]
    public void An_execution_before_the_end_of_a_predecessor_is_seen()
    {
        var run = TimedRun.Of(Good);
        var executions = run.Executions.Select(execution => execution.Task == "t3" ? execution with { Start = TimedCommand.Unit } : execution).ToList();

        Assert.Equal(
            ["t3 was executed before t0 had ended", "t3 was executed before t1 had ended"],
            RunRules.PredecessorsSucceedFirst(run with { Executions = executions }));
    }

    [Fact]
    public void An_end_that_is_missing_or_comes_twice_is_seen()
    {
        var run = TimedRun.Of(Good);
        var end = run.Events.Single(happened => happened is RunEvent.TaskFinished { Result.Task.Index: 2 });

        Assert.Equal(["t2 has 0 ends"], RunRules.EveryTaskEndsInOneState(run with { Events = [.. run.Events.Where(happened => happened != end)] }));
        Assert.Equal(["t2 has 2 ends"], RunRules.EveryTaskEndsInOneState(run with { Events = [.. run.Events, end] }));
    }

    [Fact]
    public void A_task_that_starts_twice_is_seen()
    {
        var run = TimedRun.Of(Good);
        Assert.Equal(
            ["t2 is Succeeded and was started 2 times"],
            RunRules.EveryTaskEndsInOneState(run with { Events = [.. run.Events, new RunEvent.TaskStarted(run.Dag.Tasks[2])] }));
    }

    [Fact]
    public void A_task_that_is_reported_twice_in_different_ways_is_seen()
    {
        var run = TimedRun.Of(Good);
        Assert.Equal(
            ["t2 is reported differently at its end and at the end of the run"],
            RunRules.EveryTaskEndsInOneState(WithResult(run, 2, result => result with { State = TaskState.Failed })));
    }

    [Fact]
    public void Too_many_at_once_are_seen_by_the_executor_and_by_the_reporter()
    {
        var run = TimedRun.Of(Good);
        Assert.Equal(["3 commands ran at once"], RunRules.NeverMoreThanAllowedAtOnce(run with { MostAtOnce = 3 }));
        Assert.NotEmpty(RunRules.NeverMoreThanAllowedAtOnce(run with { Scenario = Good with { Jobs = 1 }, MostAtOnce = 1 }));
    }

    [Fact]
    public void A_short_way_before_a_long_one_is_seen()
    {
        var run = TimedRun.Of(new Scenario([new(1), new(1), new(1, 1)]) { Jobs = 1 });
        var events = run.Events.ToList();
        var (first, second) = (events.FindIndex(IsStartOf(1)), events.FindIndex(IsStartOf(0)));
        (events[first], events[second]) = (events[second], events[first]);

        Assert.Contains("t0 started before t1, which has the longer way to go", RunRules.LongestRemainingPathFirst(run with { Events = events }));
        static Predicate<RunEvent> IsStartOf(int task) => happened => happened is RunEvent.TaskStarted started && started.Task.Index == task;
    }

    [Fact]
    public void A_late_start_is_seen()
    {
        var run = TimedRun.Of(Good with { Jobs = 4 });
        Assert.Equal(
            ["t2 could have started at 2, when only 1 ran"],
            RunRules.NothingStartsLate(WithResult(run, 2, result => result with { Start = 3 * TimedCommand.Unit })));
    }

    [Fact]
    public void A_task_that_never_starts_is_seen()
    {
        var run = TimedRun.Of(Good);
        var events = run.Events.Where(happened => happened is not RunEvent.TaskStarted { Task.Index: 2 }).ToList();

        Assert.Equal(["t2 never started"], RunRules.NothingStartsLate(run with { Events = events }));
    }

    [Fact]
    public void A_start_after_a_failure_is_seen()
    {
        var run = TimedRun.Of(Bad);
        RunEvent[] events = [.. run.Events, new RunEvent.TaskStarted(run.Dag.Tasks[3])];

        Assert.Equal(["t3 started though t0, which is before it, is Failed", "t3 started though t2, which is before it, is NotRun"], RunRules.NothingAfterAFailureStarts(run with { Events = events }).Order());
        Assert.Equal(["t3 started after the first failure"], RunRules.NothingStartsAfterAFailure(run with { Events = events }));
    }

    [Fact]
    public void What_runs_on_after_a_failure_that_should_stop_it_is_seen()
    {
        var run = TimedRun.Of(Bad);
        Assert.Equal(
            ["t1 ran at the first failure and is Succeeded at 3, not Canceled at 1"],
            RunRules.FailureStopsWhatRuns(run));
    }

    [Fact]
    public void What_is_not_run_without_need_is_seen()
    {
        var run = TimedRun.Of(Bad);
        Assert.Equal(
            ["t4 is NotRun, not Succeeded", "the run says that it was stopped"],
            RunRules.OnlyWhatIsAfterAFailureIsNotRun(run));
    }

    [Fact]
    public void A_reason_that_is_not_true_is_seen()
    {
        var run = TimedRun.Of(Bad);
        var wrong = new NotRunReason.AfterFailure(run.Dag.Tasks[1]);

        Assert.Equal(["t3 is NotRun because 't1' failed"], RunRules.NotRunIsExplained(WithResult(run, 3, result => result with { Reason = wrong })));
        Assert.Equal(["t4 is NotRun because (nothing)"], RunRules.NotRunIsExplained(WithResult(run, 4, result => result with { Reason = null })));
    }

    [Fact]
    public void Events_out_of_order_are_seen()
    {
        var run = TimedRun.Of(Good);
        var output = new RunEvent.TaskOutput(run.Dag.Tasks[4], OutputChannel.Merged, "x"u8.ToArray());

        Assert.Contains("t4 wrote something while it was not running", RunRules.EventsAreInOrder(run with { Events = [run.Events[0], output, .. run.Events.Skip(1)] }));
        Assert.Contains("the run's own start and end are not the first and the last event", RunRules.EventsAreInOrder(run with { Events = [.. run.Events.Skip(1), run.Events[0]] }));
        Assert.Contains("output of t4 was lost", RunRules.EventsAreInOrder(run with { Events = [.. run.Events.Where(happened => happened is not RunEvent.TaskOutput { Task.Index: 4 })] }));
    }

    [Fact]
    public void Times_that_are_not_true_are_seen()
    {
        var run = TimedRun.Of(Good);
        Assert.Single(RunRules.TimesAreTrue(WithResult(run, 2, result => result with { Duration = 7 * TimedCommand.Unit })), broken => broken.StartsWith("t2 is said", StringComparison.Ordinal));
        Assert.Single(RunRules.TimesAreTrue(WithResult(run, 2, result => result with { Outcome = new Outcome.Exited(1) })));
    }

    [Fact]
    public void A_wave_before_the_end_of_the_one_before_is_seen() =>
        Assert.Equal(["t2 started before t1, which is in an earlier wave, was over"], RunRules.WavesAreApart(TimedRun.Of(Good with { Jobs = 3 })));

    private static Recording WithResult(Recording run, int task, Func<TaskResult, TaskResult> change) =>
        run with { Report = run.Report.WithResult(task, change) };
}
