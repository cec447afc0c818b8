using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Clean-up after a stop has a bound, by a manual clock.</summary>
public sealed class CleanUpTimeTests
{
    private const int Patience = 300_000; // ms

    private readonly ManualTimeProvider _time = new();
    private readonly ControlledExecutor _executor = new();

    [Fact(Timeout = Patience)]
    public async Task Clean_up_that_runs_already_when_the_run_is_stopped_is_bounded_too()
    {
        var scheduler = Prepare("a", "k: a | always");
        var run = scheduler.RunAsync();
        (await _executor.Started("a")).End(Outcome.Success);
        var k = await _executor.Started("k");

        scheduler.Stop(new StopCause.Signal("SIGINT"));
        _time.Advance(TimeSpan.FromSeconds(29)); // its own grace is not what ends it
        Assert.False(k.Terminated.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await k.Terminated;
        _time.Advance(TimeSpan.FromSeconds(5));
        await k.Killed;
        k.End(new Outcome.Stopped());

        Assert.Equal([TaskState.Succeeded, TaskState.Canceled], (await run).Results.Select(result => result.State));
    }

    [Fact(Timeout = Patience)]
    public async Task Its_time_counts_from_the_end_of_the_last_task_that_is_none()
    {
        var scheduler = Prepare("a", "slow", "k: a | always", "l: slow | always");
        var run = scheduler.RunAsync();
        var slow = await _executor.Started("slow");
        (await _executor.Started("a")).End(new Outcome.Exited(1));
        var k = await _executor.Started("k");

        _time.Advance(TimeSpan.FromSeconds(100));
        slow.End(Outcome.Success);
        (await _executor.Started("l")).End(Outcome.Success); // by now the end of slow is known
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(k.Terminated.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await k.Terminated;
        k.End(new Outcome.Stopped());

        Assert.Equal([TaskState.Failed, TaskState.Succeeded, TaskState.Canceled, TaskState.Succeeded], (await run).Results.Select(result => result.State));
    }

    private Scheduler Prepare(params string[] tasks) => new(RuleGraph.Of(tasks).Build(), new RunOptions
    {
        Executor = _executor,
        TimeProvider = _time,
        CleanUp = TimeSpan.FromSeconds(30),
        Grace = TimeSpan.FromSeconds(5),
    });
}
