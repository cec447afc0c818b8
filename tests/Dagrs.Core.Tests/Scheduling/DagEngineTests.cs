using Dagrs.Core.Graph;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Several graphs by name: one, all in order, all together.</summary>
public sealed class DagEngineTests
{
    private const int Patience = 300_000; // ms

    [Fact]
    public void A_name_can_be_taken_once()
    {
        var engine = new DagEngine();
        engine.Add("a", Of(() => { }));

        Assert.StartsWith("a graph with the name 'a' already exists", Assert.Throws<ArgumentException>(() => engine.Add("a", Of(() => { }))).Message, StringComparison.Ordinal);
        Assert.Equal(["a"], engine.Names);
    }

    [Fact(Timeout = Patience)]
    public async Task A_graph_is_run_by_its_name_and_its_last_report_is_kept()
    {
        var runs = 0;
        var engine = new DagEngine();
        engine.Add("a", Of(() => runs++));

        Assert.Equal("the graph 'a' has not run", Assert.Throws<KeyNotFoundException>(() => engine.Report("a")).Message);
        Assert.Equal("there is no graph 'b'", Assert.Throws<KeyNotFoundException>(() => engine.Report("b")).Message);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => engine.RunAsync("b"));
        await engine.RunAsync("a");
        var last = await engine.RunAsync("a");

        Assert.Same(last, engine.Report("a"));
        Assert.Equal(2, runs);
    }

    [Theory(Timeout = Patience)]
    [InlineData(false, "a b")]
    [InlineData(true, "a b c")]
    public async Task In_order_it_stops_after_a_failure_or_goes_on(bool keepGoing, string expected)
    {
        var order = new List<string>();
        var engine = new DagEngine();
        engine.Add("a", Of(() => order.Add("a")));
        engine.Add("b", Of(() => { order.Add("b"); throw new IOException(); }));
        engine.Add("c", Of(() => order.Add("c")));

        var reports = await engine.RunInOrderAsync(keepGoing);

        Assert.Equal(expected.Split(' '), order);
        Assert.Equal(order.Order(), reports.Keys.Order());
        Assert.Equal((true, false), (reports["a"].Succeeded, reports["b"].Succeeded));
    }

    [Fact(Timeout = Patience)]
    public async Task In_order_a_cancellation_keeps_the_others_from_running()
    {
        using var cancel = new CancellationTokenSource();
        var engine = new DagEngine();
        engine.Add("a", Of(() => cancel.Cancel()));
        engine.Add("b", Of(() => { }));

        Assert.Equal(["a"], (await engine.RunInOrderAsync(keepGoing: true, cancel.Token)).Keys);
    }

    [Theory(Timeout = Patience)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Together_they_run_no_more_tasks_than_the_limit(int limit)
    {
        var (running, most, done) = (0, 0, 0);
        var gate = new Lock();
        var engine = new DagEngine(new RunOptions { Parallelism = limit, FailureMode = FailureMode.KeepGoing });
        for (var name = 0; name < 8; name++)
        {
            var graph = new DagBuilder();
            TaskNode? last = null;
            for (var task = 0; task < 40; task++)
            {
                last = task % 3 == 2 ? graph.Add($"{task}", OneAsync, null, last!) : graph.Add($"{task}", OneAsync);
            }

            graph.Add("bad", () => { throw new IOException(); });
            engine.Add($"{name}", graph.Build());
        }

        var reports = await engine.RunTogetherAsync();

        Assert.Equal((8, 8 * 40), (reports.Count, done));
        Assert.InRange(most, 1, limit);
        Assert.All(reports.Values, report => Assert.Single(report.FailedTasks));

        async Task OneAsync()
        {
            lock (gate)
            {
                most = Math.Max(most, ++running);
            }

            await Task.Yield();
            lock (gate)
            {
                running--;
                done++;
            }
        }
    }

    // The first waits for the third, which waits for the slot that the failure of the second gives back.
    [Fact(Timeout = Patience)]
    public async Task Together_a_slot_that_a_stopped_graph_was_offered_goes_to_another()
    {
        var (fail, ran) = (new TaskCompletionSource(), new TaskCompletionSource());
        var engine = new DagEngine(new RunOptions { Parallelism = 2 });
        engine.Add("first", Of(async () => await ran.Task));
        engine.Add("second", Of(async () => { await fail.Task; throw new IOException(); }));
        engine.Add("third", Of(() => ran.SetResult()));

        var run = engine.RunTogetherAsync();
        fail.SetResult();
        var reports = await run;

        Assert.Equal([true, false, true], engine.Names.Select(name => reports[name].Succeeded));
    }

    private static Dag Of(Action run)
    {
        var graph = new DagBuilder();
        graph.Add("task", run);
        return graph.Build();
    }

    private static Dag Of(Func<Task> run)
    {
        var graph = new DagBuilder();
        graph.Add("task", run);
        return graph.Build();
    }
}
