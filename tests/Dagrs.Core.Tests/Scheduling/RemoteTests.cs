// Above 300 lines: all cases share one remote executor that the tests steer, and it is below them.
using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Runs of which some commands run remotely: which these are, who minds their time, and how all of it ends.</summary>
public sealed class RemoteTests
{
    private const int Patience = 300_000; // ms

    private readonly ManualTimeProvider _time = new();
    private readonly ControlledExecutor _here = new();
    private readonly ControlledExecutor _remote = new();

    [Fact(Timeout = Patience)]
    public async Task Commands_go_there_and_nothing_else_does()
    {
        var (asked, there) = (new List<string>(), new List<string>());
        var here = new ServiceExecutor(id => id == "service", _ => false);
        var builder = new DagBuilder();
        var service = builder.Add(Of("service", new() { Service = ServiceSettings.Default }));
        builder.Add(Of("command"), service);
        builder.Add(Of("stays"));
        builder.Add(Of("terminal", new() { Interactive = true }));
        builder.Add(new TaskSpec("group", "group", Work.Join.Instance));
        builder.Add(new TaskSpec("code", "code", new Work.Code(_ => new((object?)null))));
        var remote = new RemoteExecution(new ScriptedExecutor(invocation => Note(there, invocation)), task => Takes(task.Id), MostJobs: 9);

        var report = await new Scheduler(builder.Build(), new RunOptions { Executor = here, Remote = remote }).RunAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(report.Succeeded, string.Join('\n', report.Results.Select(result => $"{result.Task}: {result.Words}")));
        Assert.Equal(["command"], there);
        Assert.Equal(["service", "stays", "terminal"], here.Seen.Keys.Order());
        Assert.Equal(["command", "stays"], asked.Order());

        bool Takes(string id)
        {
            asked.Add(id);
            return id != "stays";
        }

        static Outcome Note(List<string> names, Invocation invocation)
        {
            Assert.False(invocation.EndsInPlace); // one thread may watch over all of them
            names.Add(invocation.Name);
            return Outcome.Success;
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Two_hundred_at_once_with_one_slot_and_one_that_takes_it()
    {
        var names = Enumerable.Range(0, 201).Select(number => $"t{number}").ToList();
        var scheduler = Prepare([.. names.Select(name => $"{name} | remote"), "here"], places: 200);
        var run = scheduler.RunAsync();

        var first = await Task.WhenAll(names.Take(200).Select(_remote.Started));
        (await _here.Started("here")).End(Outcome.Success);
        Assert.False(_remote.Started("t200").IsCompleted);
        first[0].End(Outcome.Success);
        (await _remote.Started("t200")).End(Outcome.Success);
        Array.ForEach(first[1..], job => job.End(Outcome.Success));

        Assert.True((await run).Succeeded);
    }

    // It waits in the cluster's queue for as long as it likes.
    [Fact(Timeout = Patience)]
    public async Task Whoever_runs_it_minds_its_time()
    {
        var scheduler = Prepare(["late | remote", "early | remote", "here"], slots: 1, limit: TimeSpan.FromSeconds(2));
        var run = scheduler.RunAsync();
        var (late, early, here) = (await _remote.Started("late"), await _remote.Started("early"), await _here.Started("here"));

        _time.Advance(TimeSpan.FromSeconds(60));
        await here.Terminated;
        here.End(new Outcome.Stopped());
        Assert.False(late.Terminated.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(2), late.Invocation.TimeLimit);
        late.End(new Outcome.TimedOut(TimeSpan.FromSeconds(2)));
        early.End(Outcome.Success);

        Assert.Equal([TaskState.TimedOut, TaskState.Succeeded, TaskState.TimedOut], (await run).Results.Select(result => result.State));
    }

    [Fact(Timeout = Patience)]
    public async Task It_is_tried_again_as_ever()
    {
        var attempts = new List<int>();
        var builder = new DagBuilder();
        builder.Add(Of("a", new() { Retry = new RetryPolicy(2) }));
        var executor = new ScriptedExecutor(invocation =>
        {
            attempts.Add(invocation.Attempt);
            return attempts.Count < 3 ? new Outcome.JobEnded("killed: out of memory") : Outcome.Success;
        });

        var report = await new Scheduler(builder.Build(), new RunOptions { Executor = _here, Remote = new(executor, _ => true, 1) }).RunAsync();

        Assert.True(report.Succeeded);
        Assert.Equal([1, 2, 3], attempts);
    }

    [Theory(Timeout = Patience)]
    [InlineData("killed: out of memory", "'a' killed: out of memory after 31.20 s")]
    [InlineData("left no exit record", "'a' left no exit record after 31.20 s")]
    public async Task How_a_job_ended_is_told_everywhere(string why, string told)
    {
        using var folder = new TemporaryFolder();
        using var events = new MemoryStream();
        string[] kinds = ["junit", "json", "markdown", "html", "trace"];
        var run = OneTask().RunAsync(new RunOptions
        {
            Executor = _here,
            Remote = new(_remote, _ => true, 9),
            TimeProvider = _time,
            Events = events,
            Reports = kinds.ToDictionary(kind => kind, kind => Path.Combine(folder.Path, kind)),
        });
        var job = await _remote.Started("a");
        _time.Advance(TimeSpan.FromSeconds(31.2));
        job.End(new Outcome.JobEnded(why));
        var report = await run;

        var result = Assert.Single(report.Results);
        Assert.Equal((TaskState.Failed, why, told), (result.State, result.Words, $"'a' {EndWords.Of(result)}"));
        Assert.Contains(why, Encoding.UTF8.GetString(events.ToArray()), StringComparison.Ordinal);
        Assert.All(kinds[..3], kind => Assert.Contains(why, File.ReadAllText(Path.Combine(folder.Path, kind)), StringComparison.Ordinal));
        Assert.All(kinds[3..], kind => Assert.True(File.Exists(Path.Combine(folder.Path, kind)))); // packed, or states alone
    }

    [Fact(Timeout = Patience)]
    public async Task Clean_up_after_a_signal_runs_here_and_within_its_time()
    {
        var scheduler = Prepare(["a | remote", "k: a | remote always"], limit: TimeSpan.FromSeconds(2));
        var run = scheduler.RunAsync();
        var a = await _remote.Started("a");

        scheduler.Stop(new StopCause.Signal("SIGINT"));
        await a.Terminated;
        a.End(new Outcome.Stopped());
        var k = await _here.Started("k");
        _time.Advance(TimeSpan.FromSeconds(2));
        await k.Terminated;
        k.End(new Outcome.Stopped());

        Assert.Equal([TaskState.Canceled, TaskState.TimedOut], (await run).Results.Select(result => result.State));
    }

    [Fact(Timeout = Patience)]
    public async Task Clean_up_after_a_failure_goes_where_it_belongs()
    {
        var scheduler = Prepare(["a | remote", "k: a | remote always", "f: a | remote failure"]);
        var run = scheduler.RunAsync();
        (await _remote.Started("a")).End(new Outcome.Exited(1));
        (await _remote.Started("k")).End(Outcome.Success);
        (await _remote.Started("f")).End(Outcome.Success);

        Assert.False((await run).Succeeded);
    }

    // Its condition was asked about, which may take its time, when the signal came.
    [Fact(Timeout = Patience)]
    public async Task Clean_up_that_was_about_to_start_when_a_signal_came_runs_here()
    {
        Scheduler? scheduler = null;
        var builder = new DagBuilder();
        var a = builder.Add(Of("a"));
        builder.Add(Of("k", new() { When = When.Always, If = _ => Stopped() }), a);
        scheduler = new Scheduler(builder.Build(), new RunOptions { Executor = _here, Remote = new(_remote, _ => true, 9) });
        var run = scheduler.RunAsync();
        (await _remote.Started("a")).End(Outcome.Success);
        (await _here.Started("k")).End(Outcome.Success);

        Assert.Equal([TaskState.Succeeded, TaskState.Succeeded], (await run).Results.Select(result => result.State));

        bool Stopped()
        {
            scheduler!.Stop(new StopCause.Signal("SIGINT"));
            return true;
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Both_clean_up_and_their_sums_are_told()
    {
        var reporter = new CollectingReporter();
        var report = await Run(new LeavingExecutor(() => Task.FromResult(2)), new LeavingExecutor(() => Task.FromResult(3)), reporter);

        Assert.True(report.Succeeded);
        Assert.Equal(5, Assert.Single(reporter.Events.OfType<RunEvent.LeftoversEnded>()).Count);
    }

    [Theory(Timeout = Patience)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bug_of_one_keeps_the_other_from_nothing(bool atOnce)
    {
        var broken = new LeavingExecutor(() => atOnce ? throw new InvalidOperationException("broken") : Task.FromException<int>(new InvalidOperationException("broken")));
        foreach (var isHere in new[] { true, false })
        {
            var sound = new LeavingExecutor(() => Task.FromResult(0));
            await Assert.ThrowsAsync<InvalidOperationException>(() => Run(isHere ? broken : sound, isHere ? sound : broken, new CollectingReporter()));
            Assert.True(sound.HasCleanedUp);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_kill_reaches_both_clean_ups()
    {
        var (here, remote) = (new LeavingExecutor(null), new LeavingExecutor(null)); // they wait for it
        var scheduler = new Scheduler(OneTask(), new RunOptions { Executor = here, Remote = new(remote, _ => true, 9) });
        var run = scheduler.RunAsync();
        await Task.WhenAll(here.CleansUp, remote.CleansUp);
        scheduler.Kill();

        Assert.True((await run).Succeeded);
    }

    [Fact(Timeout = Patience)]
    public async Task Graphics_processors_that_nobody_declared_are_those_of_the_cluster()
    {
        var builder = new DagBuilder();
        builder.Add(Of("a", new() { Resources = new Dictionary<string, long> { ["gpus"] = 2 } }));
        var dag = builder.Build();
        var seen = 0L;
        var executor = new ScriptedExecutor(invocation =>
        {
            seen = invocation.Resources["gpus"];
            return Outcome.Success;
        });

        Assert.True((await new Scheduler(dag, new RunOptions { Remote = new(executor, _ => true, 9) }).RunAsync()).Succeeded);
        Assert.Equal(2, seen);
        Assert.Throws<ArgumentException>(() => new Scheduler(dag, new RunOptions { Remote = new(executor, _ => false, 9) }));
    }

    [Fact(Timeout = Patience)]
    public async Task Slots_that_runs_share_are_for_what_runs_here()
    {
        var shared = new SlotLimit(1);
        Assert.True(shared.TryTake(() => { }));
        var graph = RuleGraph.Of("a | remote", "b | remote", "c");
        var run = new Scheduler(graph.Build(), new RunOptions { Executor = _here, Remote = graph.RemoteBy(_remote), SharedSlots = shared }).RunAsync();

        var jobs = await Task.WhenAll(_remote.Started("a"), _remote.Started("b"));
        Array.ForEach(jobs, job => job.End(Outcome.Success));
        Assert.False(_here.Started("c").IsCompleted);
        shared.GiveBack();
        (await _here.Started("c")).End(Outcome.Success);

        Assert.True((await run).Succeeded);
        Assert.True(shared.TryTake(() => { })); // as many are free as there were
        Assert.False(shared.TryTake(() => { }));
    }

    [Fact(Timeout = Patience)]
    public async Task Who_watches_is_told_how_many_may_run_at_once_and_by_what()
    {
        var reporter = new CollectingReporter();
        var graph = RuleGraph.Of("a | remote", "b | remote", "c") with { MostJobs = 200 };
        await new Scheduler(graph.Build(), new RunOptions { Parallelism = 3, Reporters = [reporter], Executor = new ScriptedExecutor(_ => Outcome.Success), Remote = graph.RemoteBy(new ScriptedExecutor(_ => Outcome.Success)) }).RunAsync();

        var conditions = Assert.IsType<RunEvent.RunStarted>(reporter.Events[0]).Conditions!;
        Assert.Equal(("slurm", 5), (conditions.Executor, conditions.Jobs));
        Assert.Empty(conditions.Resources);
    }

    [Fact]
    public void A_forecast_starts_as_many_as_there_are_places()
    {
        var graph = RuleGraph.Of("a | remote", "b | remote", "c | remote", "d", "e") with { MostJobs = 2 };
        var dag = graph.Build();
        var times = new ExpectedTimes(dag, _ => null, TimeSpan.FromSeconds(1));

        var forecast = new Forecast(times, new RunOptions { Parallelism = 1, Remote = graph.RemoteBy(_remote) });

        Assert.Equal([0, 0, 1, 0, 1], Enumerable.Range(0, 5).Select(task => forecast.StartOf(task).TotalSeconds));
    }

    private static TaskSpec Of(string id, TaskSettings? settings = null) => new(id, id, new Work.Execute(new Command.Shell("true"))) { Settings = settings ?? TaskSettings.Default };

    private static Dag OneTask()
    {
        var builder = new DagBuilder();
        builder.Add(Of("a"));
        return builder.Build();
    }

    private static Task<RunReport> Run(IExecutor here, IExecutor remote, CollectingReporter reporter) =>
        new Scheduler(OneTask(), new RunOptions { Executor = here, Remote = new(remote, _ => true, 9), Reporters = [reporter] }).RunAsync();

    private Scheduler Prepare(string[] tasks, int slots = 1, int places = 9, TimeSpan? limit = null)
    {
        var graph = RuleGraph.Of(tasks) with { MostJobs = places };
        return new(graph.Build(limit: limit), new RunOptions
        {
            Parallelism = slots,
            FailureMode = FailureMode.KeepGoing,
            Executor = _here,
            Remote = graph.RemoteBy(_remote),
            TimeProvider = _time,
        });
    }

    /// <summary>Leaves something behind.</summary>
    /// <param name="cleanUp">Cleans up; null: only a kill ends it.</param>
    private sealed class LeavingExecutor(Func<Task<int>>? cleanUp) : IExecutor
    {
        private readonly TaskCompletionSource _cleansUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task CleansUp => _cleansUp.Task;

        public bool HasCleanedUp => _cleansUp.Task.IsCompleted;

        public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens) => Task.FromResult(Outcome.Success);

        public async Task<int> CleanUpAsync(string run, CancellationToken kill)
        {
            _cleansUp.SetResult();
            await Task.Delay(cleanUp is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, kill).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return cleanUp is null ? 0 : await cleanUp().ConfigureAwait(false);
        }
    }
}
