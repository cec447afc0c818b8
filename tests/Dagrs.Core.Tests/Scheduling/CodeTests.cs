using System.Diagnostics;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>What C# tasks may do to a run, and that the rest of the report is whole all the same.</summary>
public sealed class CodeTests
{
    private const int Patience = 300_000; // ms
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    [Fact(Timeout = Patience)]
    public async Task An_exception_is_the_failure_of_its_task_alone()
    {
        var graph = new DagBuilder();
        var bad = graph.Add("bad", int () => throw new FormatException("no number"));
        var after = graph.Add("after", bad, value => value + 1);
        var other = graph.Add("other", () => "fine");

        var report = await graph.Build().RunAsync(new RunOptions { FailureMode = FailureMode.KeepGoing });

        Assert.Equal("no number", Assert.IsType<FormatException>(Assert.IsType<Outcome.Threw>(report[bad].Outcome).Error).Message);
        Assert.Same(bad, Assert.IsType<NotRunReason.AfterFailure>(report[after].Reason).Failed);
        Assert.Equal("fine", report.GetValue(other));
        Assert.Equal((false, true), (report.Succeeded, report.HasFailures));
        Assert.Equal([bad], report.FailedTasks.Select(result => result.Task));
        Assert.Equal([other], report.SuccessfulTasks.Select(result => result.Task));
        Assert.Equal([after], report.NotRunTasks.Select(result => result.Task));
    }

    [Fact(Timeout = Patience)]
    public async Task A_cancellation_of_the_run_is_not_a_failure()
    {
        using var cancel = new CancellationTokenSource();
        var graph = new DagBuilder();
        var done = graph.Add("done", () => 1);
        var waiting = graph.Add("waiting", done, async (_, token) => { cancel.CancelAfter(0); await Task.Delay(Timeout.Infinite, token); });
        var after = graph.AddGroup("after", waiting);

        var report = await graph.Build().RunAsync(cancel: cancel.Token);

        Assert.Equal([TaskState.Succeeded, TaskState.Canceled, TaskState.NotRun], report.Results.Select(result => result.State));
        Assert.IsType<NotRunReason.RunStopped>(report[after].Reason);
        Assert.IsType<StopCause.Canceled>(report.Stop);
        Assert.Equal((false, false, 1), (report.Succeeded, report.HasFailures, report.GetValue(done)));
    }

    [Fact(Timeout = Patience)]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        var graph = new DagBuilder();
        var task = graph.Add("task", () => Task.FromCanceled(new CancellationToken(canceled: true)));

        var report = await graph.Build().RunAsync();

        Assert.Equal(TaskState.Failed, report[task].State);
    }

    [Fact(Timeout = Patience)]
    public async Task A_task_that_takes_too_long_is_asked_to_end()
    {
        var clock = new ManualTimeProvider();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var graph = new DagBuilder();
        var slow = graph.Add("slow", context => { started.SetResult(); return Task.Delay(Timeout.Infinite, context.Cancel); }, new TaskOptions { Timeout = Limit });
        var other = graph.Add("other", () => 1);

        var run = graph.Build().RunAsync(new RunOptions { TimeProvider = clock, FailureMode = FailureMode.KeepGoing });
        await started.Task;
        clock.Advance(Limit);
        var report = await run;

        Assert.Equal((TaskState.TimedOut, new Outcome.TimedOut(Limit), Limit), (report[slow].State, report[slow].Outcome, report[slow].Duration));
        Assert.Equal(1, report.GetValue(other));
    }

    [Fact(Timeout = Patience)]
    public async Task A_callback_that_throws_when_its_task_is_late_harms_nobody()
    {
        var clock = new ManualTimeProvider();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var graph = new DagBuilder();
        var slow = graph.Add("slow", async context =>
        {
            context.Cancel.Register(() => throw new InvalidOperationException("a callback"));
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.Cancel);
        }, new TaskOptions { Timeout = Limit });

        var run = graph.Build().RunAsync(new RunOptions { TimeProvider = clock });
        await started.Task;
        clock.Advance(Limit);

        Assert.Equal(TaskState.TimedOut, (await run)[slow].State);
    }

    [Fact(Timeout = Patience)]
    public async Task A_stack_of_retries_ends_with_the_first_success()
    {
        var attempts = new List<int>();
        var graph = new DagBuilder();
        var flaky = graph.Add("flaky", context =>
        {
            attempts.Add(context.Attempt);
            return context.Attempt < 4 ? throw new IOException($"attempt {context.Attempt}") : "at last";
        }, new TaskOptions { Retry = new RetryPolicy(5) });

        var report = await graph.Build().RunAsync();

        Assert.Equal([1, 2, 3, 4], attempts);
        Assert.Equal((4, "at last"), (report[flaky].Attempts, report.GetValue(flaky)));
    }

    [Fact(Timeout = Patience)]
    public async Task Null_is_a_value()
    {
        var graph = new DagBuilder();
        var nothing = graph.Add("nothing", string? () => null);
        var after = graph.Add("after", nothing, value => value is null);

        var report = await graph.Build().RunAsync();

        Assert.Null(report.GetValue(nothing));
        Assert.True(report.GetValue(after));
    }

    // The thread that starts it looks whether it has ended and turns away. Each run is another try to end it at that moment.
    [LongFact(Timeout = Patience)]
    public async Task A_task_that_ends_just_when_its_thread_turns_away_is_noticed()
    {
        TaskCompletionSource? started = null;
        var isOver = false;
        var ender = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                Interlocked.Exchange(ref started, null)?.SetResult();
            }
        });
        ender.Start();
        var chance = new Random(1);
        var graph = new DagBuilder();
        graph.Add("short", () =>
        {
            var end = new TaskCompletionSource();
            Volatile.Write(ref started, end);
            Thread.SpinWait(chance.Next(10));
            return end.Task;
        });
        var dag = graph.Build();
        try
        {
            // On a machine that others use too a run takes many times as long.
            var begin = Stopwatch.StartNew();
            for (var run = 0; run < Suite.Cases(100_000, few: 5_000) && (run < 5_000 || begin.Elapsed < TimeSpan.FromMinutes(2)); run++)
            {
                Assert.True((await dag.RunAsync().WaitAsync(TimeSpan.FromSeconds(20))).Succeeded);
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            ender.Join();
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_task_that_blocks_its_thread_cannot_hold_up_the_end_beyond_the_grace()
    {
        using var cancel = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var graph = new DagBuilder();
        var deaf = graph.Add("deaf", () => { cancel.CancelAfter(0); release.Wait(CancellationToken.None); });
        var after = graph.AddGroup("after", deaf);

        var report = await graph.Build().RunAsync(new RunOptions { Grace = TimeSpan.FromSeconds(0.1) }, cancel.Token);

        Assert.Equal((TaskState.Canceled, TaskState.NotRun), (report[deaf].State, report[after].State));
        Assert.InRange(report.Duration, TimeSpan.FromSeconds(0.09), TimeSpan.FromSeconds(30)); // timers count by a coarse clock, which steps by up to 10 ms
        release.Set();
    }

    [Fact(Timeout = Patience)]
    public async Task A_late_task_that_blocks_its_thread_is_left_to_itself()
    {
        var clock = new ManualTimeProvider();
        using var release = new ManualResetEventSlim();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var graph = new DagBuilder();
        var deaf = graph.Add("deaf", () => { started.SetResult(); release.Wait(CancellationToken.None); return 1; }, new TaskOptions { Timeout = Limit });
        var after = graph.Add("after", deaf, value => value);
        var other = graph.Add("other", () => 2);

        var run = graph.Build().RunAsync(new RunOptions { TimeProvider = clock, Grace = Grace, FailureMode = FailureMode.KeepGoing });
        await started.Task;
        clock.Advance(Limit + Grace);
        var report = await run;
        release.Set();

        Assert.Equal((TaskState.TimedOut, Limit + Grace), (report[deaf].State, report[deaf].Duration));
        Assert.Equal((TaskState.NotRun, 2), (report[after].State, report.GetValue(other)));
    }

    // Whatever the first attempt does when it wakes up is done on the thread that wakes it, inside of `wake`.
    [Fact(Timeout = Patience)]
    public async Task The_late_value_of_an_attempt_does_not_replace_that_of_the_next_one()
    {
        var clock = new ManualTimeProvider();
        var reporter = new CollectingReporter();
        var (started, release) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        var graph = new DagBuilder();
        var twice = graph.Add("twice", async context =>
        {
            if (context.Attempt == 1)
            {
                started.SetResult();
                await release.Task.ConfigureAwait(false);
                context.Report("too late");
            }

            return context.Attempt;
        }, new TaskOptions { Timeout = Limit, Retry = new RetryPolicy(1) });
        var wake = graph.Add("wake", twice, _ => release.SetResult());
        var after = graph.Add("after", twice, value => value, null, wake);

        var run = graph.Build().RunAsync(new RunOptions { TimeProvider = clock, Grace = Grace, Reporters = [reporter] });
        await started.Task;
        clock.Advance(Limit + Grace);
        var report = await run;

        Assert.Equal((2, 2), (report.GetValue(twice), report.GetValue(after)));
        Assert.Empty(reporter.Events.OfType<RunEvent.TaskOutput>());
    }

    [Fact(Timeout = Patience)]
    public async Task No_more_tasks_of_a_pool_run_than_it_holds()
    {
        var (inPool, most) = (0, 0);
        var gate = new Lock();
        var graph = new DagBuilder();
        for (var i = 0; i < 40; i++)
        {
            graph.Add($"other {i}", async () => await Task.Yield());
            graph.Add($"{i}", async () =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++inPool);
                }

                await Task.Yield();
                lock (gate)
                {
                    inPool--;
                }
            }, new TaskOptions { Resources = new Dictionary<string, long> { ["tapes"] = 1 } });
        }

        var report = await graph.Build().RunAsync(new RunOptions { Parallelism = 8, Resources = new Dictionary<string, long> { ["tapes"] = 2 } });

        Assert.True(report.Succeeded);
        Assert.InRange(most, 1, 2);
    }

    [Fact(Timeout = Patience)]
    public async Task A_resource_of_which_nobody_says_how_much_there_is_is_refused()
    {
        var graph = new DagBuilder();
        graph.Add("task", () => { }, new TaskOptions { Resources = new Dictionary<string, long> { ["tapes"] = 1 } });
        var dag = graph.Build();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => dag.RunAsync());

        Assert.Contains("needs the resource 'tapes'", refused.Message, StringComparison.Ordinal);
    }
}
