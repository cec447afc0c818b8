using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;
using Dagrs.Core.Tests.Events.Recording;

namespace Dagrs.Core.Tests.Reporting.Reports;

/// <summary>Chrome's trace events, held against their format by a checker of their own.</summary>
public sealed class TraceReportTests
{
    public static TheoryData<string> Names => Runs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_run_is_a_trace_that_shows_each_task_that_ran(string name) => Check(Runs.Of(name));

    [Fact]
    public void So_are_random_runs()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            Check(RandomRun.Of(100, seed, jobs: 1 + (seed % 7)));
        }
    }

    [Fact]
    public void What_ends_and_begins_within_a_microsecond_does_not_overlap()
    {
        var run = Runs.Empty() with
        {
            Duration = TimeSpan.FromTicks(100),
            Tasks =
            [
                Runs.Done("a", 0, 0, 0) with { Start = TimeSpan.FromTicks(5), Duration = TimeSpan.FromTicks(12) },
                Runs.Done("b", 0, 0, 0) with { Start = TimeSpan.FromTicks(17), Duration = TimeSpan.FromTicks(2) },
                Runs.Done("c", 0, 0, 0) with { Start = TimeSpan.FromTicks(19), Duration = TimeSpan.FromTicks(21) },
            ],
        };
        Check(run);
        Assert.Equal([("a", 0, 1), ("c", 1, 3), ("b", 1, 0)], Slices(run).Select(slice => (slice.Name, (int)slice.Start, (int)slice.Duration)));
    }

    [Fact]
    public void Records_that_overlap_are_shown_one_after_the_other()
    {
        var run = Runs.Empty() with { Duration = Runs.Seconds(3), Tasks = [Runs.Done("a", 0, 0, 2), Runs.Done("b", 0, 1, 2)] };
        Assert.Equal([("a", 0L, 2_000_000L), ("b", 2_000_000L, 1_000_000L)], Slices(run).Select(slice => (slice.Name, slice.Start, slice.Duration)));
    }

    [Fact]
    public void A_task_says_what_became_of_it()
    {
        var trace = JsonDocument.Parse(Made.By(TraceReport.Write, Runs.Mixed())).RootElement;
        var slow = trace.GetProperty("traceEvents").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "slow");
        Assert.Equal(
            """{"ph":"X","name":"slow","cat":"timed-out","pid":1,"tid":1,"ts":13000000,"dur":7000000,"args":{"name":"slow","state":"timed-out","words":"timed out after 7 s","place":"dagrs.yaml:6","attempts":1,"waited_us":8000000,"waited_for":"slot","after":["build"]}}""",
            slow.GetRawText());
        Assert.Equal("dagrs.yaml", trace.GetProperty("otherData").GetProperty("file").GetString());
    }

    private static void Check(RecordedRun run)
    {
        var events = JsonDocument.Parse(Made.By(TraceReport.Write, run)).RootElement.GetProperty("traceEvents").EnumerateArray().ToList();
        var kinds = events.Select(one => one.GetProperty("ph").GetString()).ToList();
        Assert.Equal(kinds.OrderBy(kind => kind == "M" ? 0 : 1), kinds);
        Assert.Subset(new HashSet<string?> { "M", "X" }, kinds.ToHashSet());

        var slices = Slices(run);
        Assert.Equal(slices.OrderBy(slice => slice.Start).ThenByDescending(slice => slice.Duration).Select(slice => (slice.Start, slice.Duration)), slices.Select(slice => (slice.Start, slice.Duration)));
        Assert.All(slices, slice => Assert.True(slice is { Start: >= 0, Duration: >= 0, Lane: >= 1 }));
        foreach (var lane in slices.GroupBy(slice => (slice.Process, slice.Lane)))
        {
            var inOrder = lane.OrderBy(slice => slice.Start).ThenBy(slice => slice.Start + slice.Duration).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.Start + pair.First.Duration <= pair.Second.Start, $"'{pair.First.Name}' and '{pair.Second.Name}' overlap"));
        }

        // Each task that ran is there once, in its lane, as long as it took.
        var ran = run.Tasks.Where(task => task.Slot is not null && task.State.WasStarted()).ToList();
        Assert.Equal(
            ran.Select(task => (Json(task.Id), task.Slot!.Value + 1, Whole(task.Start), Whole(task.End) - Whole(task.Start))).Order(),
            slices.Where(slice => slice.Process == 1).Select(slice => (slice.Name, slice.Lane, slice.Start, slice.Duration)).Order());
        Assert.Equal(
            run.CriticalPath.Select(task => run.Tasks[task]).Where(task => task.State.WasStarted()).Sum(task => Whole(task.End) - Whole(task.Start)),
            slices.Where(slice => slice.Process == 3).Sum(slice => slice.Duration));

        // Names and places in the order of numbers, for all lanes and no others.
        var named = events.Where(one => one.GetProperty("ph").GetString() == "M").Select(one => (Name: one.GetProperty("name").GetString()!, Process: one.GetProperty("pid").GetInt32(), Lane: one.GetProperty("tid").GetInt32())).ToList();
        Assert.Equal(named.Distinct(), named);
        var lanes = slices.Select(slice => (slice.Process, slice.Lane)).Distinct().Order().ToList();
        Assert.Equal(lanes, named.Where(one => one.Name == "thread_name").Select(one => (one.Process, one.Lane)).Order());
        Assert.Equal(lanes, named.Where(one => one.Name == "thread_sort_index").Select(one => (one.Process, one.Lane)).Order());
        Assert.Subset(named.Where(one => one.Name == "process_name").Select(one => one.Process).ToHashSet(), lanes.Select(lane => lane.Process).ToHashSet());
    }

    private static List<(string Name, int Process, int Lane, long Start, long Duration)> Slices(RecordedRun run) =>
    [
        .. JsonDocument.Parse(Made.By(TraceReport.Write, run)).RootElement.GetProperty("traceEvents").EnumerateArray().Where(one => one.GetProperty("ph").GetString() == "X").Select(one =>
            (one.GetProperty("name").GetString()!, one.GetProperty("pid").GetInt32(), one.GetProperty("tid").GetInt32(), one.GetProperty("ts").GetInt64(), one.GetProperty("dur").GetInt64())),
    ];

    private static long Whole(TimeSpan time) => time.Ticks / 10;

    private static string Json(string text) => string.Concat(text.EnumerateRunes()); // half characters become U+FFFD
}
