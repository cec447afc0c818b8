using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State;

/// <summary>What earlier runs tell of how long tasks take, and what is made of it.</summary>
public sealed class LearnedTimesTests
{
    [Theory]
    [InlineData("3", 3)]
    [InlineData("9 1 2", 2)]
    [InlineData("1 2 4 9", 3)]
    [InlineData("100 100 100 1 1 1 1 1 1 2 2 2 2", 1)]
    [InlineData("100 1 1 1 1 1 3 3 3 3 3", 2)]
    public void A_task_takes_the_median_of_its_last_ten_times(string times, int median) =>
        Assert.Equal(TimeSpan.FromSeconds(median), Learned($"a: {times}").Of("a"));

    [Fact]
    public void One_never_seen_counts_as_the_median_of_the_others()
    {
        var learned = Learned("a: 1", "b: 2 2 2 2", "c: 9", "d:");

        Assert.Equal(TimeSpan.FromSeconds(2), learned.Typical);
        Assert.Null(learned.Of("d"));
        Assert.Null(learned.Of("x"));
    }

    [Fact]
    public void Where_nothing_is_known_nothing_is_told()
    {
        Assert.Null(Learned().Typical);
        Assert.Null(Learned("other: 1").For(Graph("a", "b")));
        Assert.NotNull(Learned("a: 1").For(Graph("a", "b")));
    }

    [Fact]
    public void What_joins_others_takes_no_time()
    {
        var graph = new DagBuilder();
        var first = graph.Add("a", new Command.Shell("x"));
        var join = graph.Add(new TaskSpec("all", "All", Work.Join.Instance), [first]);
        graph.Add("b", new Command.Shell("x"), after: [join]);
        var times = Learned("a: 3", "b: 4").For(graph.Build())!;

        Assert.Equal([7, 4, 4], Enumerable.Range(0, 3).Select(task => (int)times.From(task).TotalSeconds));
        Assert.Equal(["a", "all", "b"], times.CriticalPath().Select(task => task.Id));
    }

    [Fact]
    public void All_of_it_is_as_a_naive_model_says()
    {
        for (var seed = 0; seed < Suite.Cases(2000, few: 300); seed++)
        {
            var random = new Random(seed);
            var dag = RandomDag(random, out var durations);
            var learned = LearnedTimes.Of(dag.Tasks.Select(task => task.Id), durations.GetValueOrDefault);
            var medians = durations.Where(one => one.Value.Count > 0).ToDictionary(one => one.Key, one => NaiveMedian(one.Value.TakeLast(10)));
            if (learned.For(dag) is not { } times)
            {
                Assert.Empty(medians);
                continue;
            }

            var typical = NaiveMedian(medians.Values);
            for (var task = 0; task < dag.Tasks.Count; task++)
            {
                Assert.Equal(medians.TryGetValue(dag.Tasks[task].Id, out var median) ? median : typical, times.Of(task));
                Assert.Equal(medians.ContainsKey(dag.Tasks[task].Id), times.IsRecorded(task));
                Assert.Equal(NaiveTail(dag, times, task), times.From(task));
            }

            var ranks = new Ranks(dag.Ranks, times);
            Assert.Equal(
                Enumerable.Range(0, dag.Tasks.Count).OrderByDescending(times.From).ThenBy(task => dag.Ranks[task]),
                Enumerable.Range(0, dag.Tasks.Count).Select(ranks.TaskAt));
            Assert.All(Enumerable.Range(0, dag.Tasks.Count), task => Assert.Equal(task, ranks.TaskAt(ranks[task])));
            var jobs = random.Next(1, 5);
            Assert.Equal(
                NaiveEnd(dag, times.Of, jobs, task => jobs == 1 ? dag.Ranks[task] : ranks[task]),
                new Forecast(times, new RunOptions { Parallelism = jobs }).End);
        }
    }

    [Fact]
    public void A_skewed_graph_is_at_least_a_fifth_shorter_than_in_the_order_of_the_file()
    {
        var dag = Skewed(out var learned);
        var times = learned.For(dag)!;
        var inFileOrder = NaiveEnd(dag, times.Of, 4, task => dag.Ranks[task]);

        Assert.True(new Forecast(times, new RunOptions { Parallelism = 4 }).End <= 0.8 * inFileOrder);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_starts_what_takes_longest_first()
    {
        var dag = Skewed(out var learned);
        var started = new CollectingReporter();
        await dag.RunAsync(new RunOptions { Parallelism = 2, Executor = new ScriptedExecutor(_ => Outcome.Success), Learned = learned, Reporters = [started] });

        Assert.Equal("long", started.Events.OfType<Dagrs.Core.Events.RunEvent.TaskStarted>().First().Task.Id);
    }

    [Fact(Timeout = 30_000)]
    public async Task With_one_slot_it_keeps_the_order_that_is_printed()
    {
        var dag = Skewed(out var learned);
        var started = new CollectingReporter();
        await dag.RunAsync(new RunOptions { Parallelism = 1, Executor = new ScriptedExecutor(_ => Outcome.Success), Learned = learned, Reporters = [started] });

        Assert.Equal(dag.Order.Select(task => task.Id), started.Events.OfType<Dagrs.Core.Events.RunEvent.TaskStarted>().Select(one => one.Task.Id));
    }

    [Fact]
    public void What_is_scarce_is_shared_out_in_the_forecast_too()
    {
        var graph = new DagBuilder();
        foreach (var id in new[] { "a", "b", "c" })
        {
            graph.Add(id, new Command.Shell("x"), new TaskOptions { Resources = new Dictionary<string, long> { ["db"] = 1 } });
        }

        var forecast = new Forecast(Learned("a: 1", "b: 2", "c: 3").For(graph.Build())!, new RunOptions { Parallelism = 4, Resources = new Dictionary<string, long> { ["db"] = 1 } });

        Assert.Equal(TimeSpan.FromSeconds(6), forecast.End);
        Assert.Equal([5, 3, 0], Enumerable.Range(0, 3).Select(task => (int)forecast.StartOf(task).TotalSeconds));
    }

    // Twelve short ones that stand first, and a long one at last.
    private static Dag Skewed(out LearnedTimes learned)
    {
        var graph = new DagBuilder();
        string[] ids = [.. Enumerable.Range(0, 12).Select(i => $"short{i}"), "long"];
        foreach (var id in ids)
        {
            graph.Add(id, new Command.Shell("x"));
        }

        learned = LearnedTimes.Of(ids, id => [TimeSpan.FromSeconds(id == "long" ? 3 : 1)]);
        return graph.Build();
    }

    private static LearnedTimes Learned(params string[] lines) => new(lines.Select(line => line.Split(':')).ToList().ConvertAll(parts => KeyValuePair.Create<string, IReadOnlyList<TimeSpan>>(
        parts[0], [.. parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => TimeSpan.FromSeconds(int.Parse(word, System.Globalization.CultureInfo.InvariantCulture)))])));

    private static Dag Graph(params string[] ids)
    {
        var graph = new DagBuilder();
        Array.ForEach(ids, id => graph.Add(id, new Command.Shell("x")));
        return graph.Build();
    }

    private static Dag RandomDag(Random random, out Dictionary<string, IReadOnlyList<TimeSpan>> durations)
    {
        var graph = new DagBuilder();
        var nodes = new List<TaskNode>();
        durations = [];
        for (var i = 0; i < random.Next(1, 12); i++)
        {
            nodes.Add(graph.Add($"t{i}", new Command.Shell("x"), after: [.. nodes.Where(_ => random.Next(4) == 0)]));
            if (random.Next(3) > 0)
            {
                durations[$"t{i}"] = [.. Enumerable.Range(0, random.Next(15)).Select(_ => new TimeSpan(random.Next(1, 8) * 1000))];
            }
        }

        return graph.Build();
    }

    private static TimeSpan NaiveMedian(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static TimeSpan NaiveTail(Dag dag, ExpectedTimes times, int task) =>
        times.Of(task) + dag.SuccessorsOf(dag.Tasks[task]).Select(next => NaiveTail(dag, times, dag.IndexOf(next))).DefaultIfEmpty().Max();

    // Tick by tick, without any queue.
    private static TimeSpan NaiveEnd(Dag dag, Func<int, TimeSpan> time, int jobs, Func<int, int> rank)
    {
        var ends = new Dictionary<int, TimeSpan>();
        var now = TimeSpan.Zero;
        while (true)
        {
            bool IsOver(int task) => ends.TryGetValue(task, out var end) && end <= now;
            while (ends.Values.Count(end => end > now) < jobs
                && Enumerable.Range(0, dag.Tasks.Count).Where(task => !ends.ContainsKey(task) && dag.PredecessorsOf(dag.Tasks[task]).All(before => IsOver(dag.IndexOf(before)))).OrderBy(rank).ToList() is { Count: > 0 } ready)
            {
                ends[ready[0]] = now + time(ready[0]);
            }

            if (ends.Values.All(end => end <= now))
            {
                return now;
            }

            now = ends.Values.Where(end => end > now).Min();
        }
    }
}
