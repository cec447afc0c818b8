using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>One thing of a run at a time; what holds for every graph is in <see cref="SchedulerProperties"/>.</summary>
public sealed class SchedulerTests
{
    private const int Patience = 300_000; // ms

    // The example of when2task: tasks of 2 and 3, then 1 after the first, then 2 after both that and the second.
    private static readonly Scenario Example = new([new(2), new(3), new(1, 0), new(2, 2, 1)]);

    [Fact]
    public void A_task_starts_when_its_last_predecessor_ends()
    {
        var run = TimedRun.Of(Example);

        Assert.Equal([0, 0, 2, 3], run.Report.Results.Select(result => result.Start.TotalSeconds));
        Assert.Equal(5 * TimedCommand.Unit, run.Report.Duration);
    }

    [Fact]
    public void Waves_wait_for_the_longest_task_of_the_wave_before()
    {
        var run = TimedRun.Of(Example with { Schedule = Schedule.Waves });

        Assert.Equal([0, 0, 3, 4], run.Report.Results.Select(result => result.Start.TotalSeconds));
        Assert.Equal(6 * TimedCommand.Unit, run.Report.Duration);
        Assert.Equal(["t2 could have started at 2, when only 1 ran"], RunRules.NothingStartsLate(run));
    }

    [Fact(Timeout = Patience)]
    public async Task Real_processes_start_in_the_order_of_their_dependencies()
    {
        var builder = new DagBuilder();
        var two = builder.Add(Sleep("two", "0.2"));
        var three = builder.Add(Sleep("three", "0.3"));
        var afterTwo = builder.Add(Sleep("after two", "0.1"), two);
        builder.Add(Sleep("after both", "0.2"), afterTwo, three);
        var reporter = new CollectingReporter();

        var report = await new Scheduler(builder.Build(), new RunOptions { Parallelism = 4, Reporters = [reporter] }).RunAsync();

        Assert.True(report.Succeeded);
        var order = reporter.Events.Select(happened => happened switch
        {
            RunEvent.TaskStarted(var task) => $"{task} starts",
            RunEvent.TaskFinished(var result) => $"{result.Task} ends",
            _ => "",
        }).ToList();
        Assert.True(order.IndexOf("three starts") < order.IndexOf("two ends"), "they run at once");
        Assert.True(order.IndexOf("two ends") < order.IndexOf("after two starts"));
        Assert.True(order.IndexOf("after two ends") < order.IndexOf("after both starts"));
        Assert.True(order.IndexOf("three ends") < order.IndexOf("after both starts"));
        static TaskSpec Sleep(string id, string seconds) => new(id, id, new Work.Execute(new Command.Program(["sleep", seconds])));
    }

    [Fact(Timeout = Patience)]
    public async Task A_graph_without_tasks_succeeds_at_once()
    {
        var reporter = new CollectingReporter();
        var report = await new Scheduler(new DagBuilder().Build(), new RunOptions { Reporters = [reporter] }).RunAsync();

        Assert.True(report.Succeeded);
        Assert.Empty(report.Results);
        Assert.Collection(reporter.Events, first => Assert.IsType<RunEvent.RunStarted>(first), last => Assert.IsType<RunEvent.RunFinished>(last));
    }

    [Fact(Timeout = Patience)]
    public async Task It_runs_once()
    {
        var scheduler = new Scheduler(Example.Build(), new RunOptions { Executor = new ScriptedExecutor(_ => Outcome.Success) });
        await scheduler.RunAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => scheduler.RunAsync());
    }

    [Fact]
    public void Less_than_one_task_at_once_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Scheduler(Example.Build(), new RunOptions { Parallelism = 0 }));

    [Fact(Timeout = Patience)]
    public async Task A_run_that_is_canceled_before_it_begins_runs_nothing()
    {
        var reporter = new CollectingReporter();
        var scheduler = new Scheduler(Example.Build(), new RunOptions { Reporters = [reporter], Executor = Forbidden });

        var report = await scheduler.RunAsync(new CancellationToken(canceled: true));

        Assert.Equal(4, report.Count(TaskState.NotRun));
        Assert.IsType<StopCause.Canceled>(report.Stop);
        Assert.All(report.Results, result => Assert.Equal("the run was stopped by its caller", result.Reason!.Words));
        Assert.IsType<RunEvent.RunStarted>(reporter.Events[0]);
        Assert.IsType<RunEvent.RunFinished>(reporter.Events[^1]);
    }

    [Fact(Timeout = Patience)]
    public async Task A_run_that_is_stopped_before_it_begins_runs_nothing_and_tells_so_in_order()
    {
        var reporter = new CollectingReporter();
        var scheduler = new Scheduler(Example.Build(), new RunOptions { Reporters = [reporter], Executor = Forbidden });

        scheduler.Stop(new StopCause.Signal("SIGINT"));
        var report = await scheduler.RunAsync();

        Assert.Equal(4, report.Count(TaskState.NotRun));
        Assert.IsType<RunEvent.RunStarted>(reporter.Events[0]);
        Assert.IsType<RunEvent.RunStopping>(reporter.Events[1]);
        Assert.IsType<RunEvent.RunFinished>(reporter.Events[^1]);
    }

    [Fact(Timeout = Patience)]
    public async Task Stop_asks_what_runs_to_end_and_starts_nothing_new()
    {
        var executor = new ControlledExecutor();
        var scheduler = new Scheduler(Example.Build(), new RunOptions { Executor = executor });
        var run = scheduler.RunAsync();
        var (two, three) = (await executor.Started("t0"), await executor.Started("t1"));

        scheduler.Stop(new StopCause.Signal("SIGTERM"));
        await two.Terminated;
        await three.Terminated;
        two.End(new Outcome.Stopped());
        three.End(Outcome.Success);
        var report = await run;

        Assert.Equal([TaskState.Canceled, TaskState.Succeeded, TaskState.NotRun, TaskState.NotRun], report.Results.Select(result => result.State));
        Assert.Equal(new StopCause.Signal("SIGTERM"), report.Stop);
        Assert.False(two.IsKilled);
    }

    [Fact(Timeout = Patience)]
    public async Task What_has_not_ended_after_the_grace_time_is_killed()
    {
        var (executor, time) = (new ControlledExecutor(), new ManualTimeProvider());
        var scheduler = new Scheduler(Example.Build(), new RunOptions { Parallelism = 1, Executor = executor, TimeProvider = time, Grace = TimeSpan.FromSeconds(5) });
        var run = scheduler.RunAsync();
        var task = await executor.Started("t0");

        scheduler.Stop(new StopCause.Signal("SIGTERM"));
        await task.Terminated;
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(task.IsKilled);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await task.Killed;
        task.End(new Outcome.Stopped());

        Assert.Equal(TaskState.Canceled, (await run).Results[0].State);
    }

    [Fact(Timeout = Patience)]
    public async Task A_second_signal_kills_at_once()
    {
        var executor = new ControlledExecutor();
        var scheduler = new Scheduler(Example.Build(), new RunOptions { Parallelism = 1, Executor = executor });
        var run = scheduler.RunAsync();
        var task = await executor.Started("t0");

        scheduler.Stop(new StopCause.Signal("SIGINT"));
        scheduler.Kill();
        await task.Killed;
        task.End(new Outcome.Stopped());

        Assert.Equal(1, (await run).Count(TaskState.Canceled));
    }

    [Fact(Timeout = Patience)]
    public async Task Kill_stops_a_run_that_nobody_has_stopped()
    {
        var executor = new ControlledExecutor();
        var scheduler = new Scheduler(Example.Build(), new RunOptions { Parallelism = 1, Executor = executor });
        var run = scheduler.RunAsync();
        var task = await executor.Started("t0");

        scheduler.Kill();
        await task.Killed;
        await task.Terminated;
        task.End(new Outcome.Stopped());
        var report = await run;

        Assert.Equal((1, 3), (report.Count(TaskState.Canceled), report.Count(TaskState.NotRun)));
        Assert.IsType<StopCause.Canceled>(report.Stop);
    }

    [Fact(Timeout = Patience)]
    public async Task The_first_cause_of_a_stop_is_the_one_that_is_told_but_a_signal_counts_more_than_a_failure()
    {
        var executor = new ControlledExecutor();
        var scheduler = new Scheduler(new Scenario([new(1), new(1), new(1)]).Build(), new RunOptions { Executor = executor, FailureMode = FailureMode.Drain });
        var run = scheduler.RunAsync();
        var (first, second) = (await executor.Started("t0"), await executor.Started("t1"));
        var third = await executor.Started("t2");

        first.End(new Outcome.Exited(1));
        scheduler.Stop(new StopCause.Signal("SIGINT"));
        scheduler.Stop(new StopCause.Timeout(TimeSpan.FromSeconds(9)));
        await second.Terminated;
        second.End(new Outcome.Stopped());
        third.End(new Outcome.Stopped());

        Assert.Equal(new StopCause.Signal("SIGINT"), (await run).Stop);
    }

    // A job of a cluster can be canceled by somebody else.
    [Fact(Timeout = Patience)]
    public async Task A_command_that_was_stopped_by_somebody_else_does_not_hang_the_run()
    {
        var scheduler = new Scheduler(Example.Build(), new RunOptions { FailureMode = FailureMode.KeepGoing, Executor = new ScriptedExecutor(invocation => invocation.Name == "t0" ? new Outcome.Stopped() : Outcome.Success) });

        var report = await scheduler.RunAsync();

        Assert.Equal([TaskState.Failed, TaskState.Succeeded, TaskState.NotRun, TaskState.NotRun], report.Results.Select(result => result.State));
    }

    [Theory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_executor_that_throws_ends_the_run_as_a_bug(bool atOnce)
    {
        var executor = new ScriptedExecutor(_ => throw new NotSupportedException("a bug"), throwsAtOnce: atOnce);
        var reporter = new CollectingReporter();
        var scheduler = new Scheduler(Example.Build(), new RunOptions { Executor = executor, Reporters = [reporter] });

        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(() => scheduler.RunAsync());

        Assert.IsType<NotSupportedException>(wrong.InnerException);
        var report = Assert.IsType<RunEvent.RunFinished>(reporter.Events[^1]).Report;
        Assert.Equal(4, report.Count(TaskState.Failed) + report.Count(TaskState.NotRun) + report.Count(TaskState.Canceled));
    }

    [Fact(Timeout = Patience)]
    public async Task Times_count_from_the_start_of_the_run_not_from_its_preparation()
    {
        var time = new ManualTimeProvider();
        var scheduler = new Scheduler(new Scenario([new(1)]).Build(), new RunOptions { TimeProvider = time, Executor = new ScriptedExecutor(_ => Outcome.Success) });
        time.Advance(TimeSpan.FromHours(1));

        var report = await scheduler.RunAsync();

        Assert.Equal(TimeSpan.Zero, report.Results[0].Start);
        Assert.Equal(TimeSpan.Zero, report.Duration);
    }

    [Fact(Timeout = Patience)]
    public async Task One_graph_can_be_run_many_times_at_once()
    {
        var dag = Example.Build();
        var reports = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            Task.Run(() => new Scheduler(dag, new RunOptions { Executor = new ScriptedExecutor(_ => Outcome.Success, yields: true) }).RunAsync())));

        Assert.All(reports, report => Assert.True(report.Succeeded));
    }

    // Ends come from many threads at once; what happens when is not known, but the rules about order hold all the same.
    [Fact(Timeout = Patience)]
    public async Task Ends_that_come_from_many_threads_at_once_are_taken_one_by_one()
    {
        const int layers = 200, width = 20;
        var tasks = new List<ScenarioTask>();
        for (var task = 0; task < layers * width; task++)
        {
            var layer = task / width;
            tasks.Add(layer == 0 ? new(0) : new(0, ((layer - 1) * width) + (task % width), ((layer - 1) * width) + ((task * 7) % width)));
        }

        var scenario = new Scenario([.. tasks.Select(task => task with { After = [.. task.After.Distinct()] })]) { Jobs = 8 };
        var (dag, reporter, executor) = (scenario.Build(), new CollectingReporter(), new ScriptedExecutor(_ => Outcome.Success, yields: true));

        var report = await new Scheduler(dag, new RunOptions { Parallelism = 8, Reporters = [reporter], Executor = executor }).RunAsync();

        Assert.True(report.Succeeded);
        Assert.InRange(executor.MostAtOnce, 2, 8);
        var run = new Recording(scenario, dag, reporter.Events, [], executor.MostAtOnce, RecordedReport.Of(report));
        Assert.Empty(RunRules.PredecessorsSucceedFirst(run));
        Assert.Empty(RunRules.NeverMoreThanAllowedAtOnce(run));
        Assert.Equal(dag.Tasks.Count, reporter.Events.OfType<RunEvent.TaskFinished>().DistinctBy(finished => finished.Result.Task).Count());
    }

    private static ScriptedExecutor Forbidden => new(invocation => throw new NotSupportedException(invocation.Name + " must not run"));
}
