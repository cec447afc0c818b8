using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>A run of which some tasks are stopped and the rest goes on.</summary>
public sealed class StoppedTasksTests
{
    private readonly ControlledExecutor _executor = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly CollectingReporter _events = new();

    private RunOptions Options => new() { Executor = _executor, TimeProvider = _clock, Reporters = [_events], StopsTasksIndividually = true, Grace = TimeSpan.FromSeconds(5) };

    [Fact(Timeout = 30_000)]
    public async Task A_stopped_task_is_asked_to_end_and_killed_after_the_grace_and_the_others_are_let_be()
    {
        var builder = new DagBuilder();
        var a = builder.Add("a", new Command.Program(["a"]));
        var b = builder.Add("b", new Command.Program(["b"]), null, a);
        builder.Add("c", new Command.Program(["c"]));
        var scheduler = new Scheduler(builder.Build(), Options);
        var running = scheduler.RunAsync();
        var (first, other) = (await _executor.Started("a"), await _executor.Started("c"));

        scheduler.StopTasks([(a, "'x' changed")]);
        await first.Terminated;
        Assert.False(first.IsKilled);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await first.Killed;
        Assert.False(other.Terminated.IsCompleted);
        first.End(new Outcome.Stopped());
        other.End(Outcome.Success);
        var report = await running;

        Assert.Equal("canceled: 'x' changed", report["a"].Words);
        Assert.Equal("not run: 'x' changed", report[b].Words);
        Assert.Equal(TaskState.Succeeded, report["c"].State);
        Assert.Null(report.Stop);
        Assert.Contains(_events.Events, happened => happened is RunEvent.TaskWarned({ Id: "a" }, "'x' changed: it is stopped"));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_whole_run_can_still_be_stopped_and_killed()
    {
        var builder = new DagBuilder();
        builder.Add("a", new Command.Program(["a"]));
        var scheduler = new Scheduler(builder.Build(), Options);
        var running = scheduler.RunAsync();
        var first = await _executor.Started("a");

        scheduler.Stop(new StopCause.Canceled());
        await first.Terminated;
        scheduler.Kill();
        await first.Killed;
        first.End(new Outcome.Stopped());

        Assert.Equal("canceled", (await running)["a"].Words);
    }
}
