using System.Text;
using System.Text.Json.Nodes;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Reporting.Reports;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>Events and reports of a run in a program: the same as those of dagrs, and nothing of them is lost without a word.</summary>
public sealed class LibraryRecordingTests
{
    private const int Patience = 300_000; // ms

    [Fact(Timeout = Patience)]
    public async Task Events_go_to_the_stream_and_reports_to_their_files()
    {
        using var folder = new TemporaryFolder();
        using var events = new MemoryStream();
        var path = Path.Combine(folder.Path, "new", "report.json");
        var report = await Graph().RunAsync(new RunOptions { Events = events, Reports = new Dictionary<string, string> { ["json"] = path } });

        Assert.False(report.Succeeded);
        Assert.Equal([], RecordedSchemas.WrongIn(Encoding.UTF8.GetString(events.ToArray())));
        Assert.Equal([], RecordedSchemas.WrongInReport(await File.ReadAllTextAsync(path)));
        Assert.True(events.CanWrite);
        using var rebuilt = new MemoryStream();
        JsonReport.Write(RecordedRuns.Read(new MemoryStream(events.ToArray()), "events"), rebuilt);
        Assert.Equal(await File.ReadAllTextAsync(path), Encoding.UTF8.GetString(rebuilt.ToArray()));
    }

    [Fact(Timeout = Patience)]
    public async Task The_exit_code_is_the_one_that_dagrs_would_have()
    {
        using var events = new MemoryStream();
        await Graph().RunAsync(new RunOptions { Events = events });

        Assert.Equal(1, (int)JsonNode.Parse(Encoding.UTF8.GetString(events.ToArray()).TrimEnd('\n').Split('\n')[^1])!["exitCode"]!);
    }

    [Fact(Timeout = Patience)]
    public async Task A_stream_that_throws_does_not_end_the_run_and_is_told_at_its_end()
    {
        var reporter = new CollectingReporter();
        var wrong = await Assert.ThrowsAsync<IOException>(() => Graph().RunAsync(new RunOptions { Events = new Broken(), Reporters = [reporter] }));

        Assert.StartsWith("the events are incomplete: ", wrong.Message, StringComparison.Ordinal);
        Assert.IsType<RunEvent.RunFinished>(reporter.Events[^1]);
    }

    [Fact(Timeout = Patience)]
    public async Task A_report_that_cannot_be_written_is_told_and_the_others_are_whole()
    {
        using var folder = new TemporaryFolder();
        var good = Path.Combine(folder.Path, "report.json");
        var wrong = await Assert.ThrowsAsync<IOException>(() => Graph().RunAsync(new RunOptions
        {
            Reports = new Dictionary<string, string> { ["markdown"] = folder.Path, ["json"] = good },
        }));

        Assert.Equal($"the report '{folder.Path}' was not written: it is a folder", wrong.Message);
        Assert.Equal([], RecordedSchemas.WrongInReport(await File.ReadAllTextAsync(good)));
    }

    [Fact(Timeout = Patience)]
    public async Task A_kind_of_report_that_there_is_not_is_refused_before_anything_runs()
    {
        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => Graph().RunAsync(new RunOptions { Reports = new Dictionary<string, string> { ["junt"] = "x" } }));

        Assert.Contains("not 'junt'; did you mean 'junit'?", wrong.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Runs_at_once_may_share_a_stream_and_each_line_is_whole()
    {
        using var events = new MemoryStream();
        var engine = new DagEngine(new RunOptions { Events = events });
        for (var graph = 0; graph < 4; graph++)
        {
            engine.Add($"{graph}", Graph());
        }

        await engine.RunTogetherAsync();
        var runs = Encoding.UTF8.GetString(events.ToArray()).TrimEnd('\n').Split('\n').GroupBy(line => (string)JsonNode.Parse(line)!["run"]!).ToList();
        Assert.Equal(4, runs.Count);
        Assert.All(runs, run => Assert.Equal([], RecordedSchemas.WrongIn(string.Concat(run.Select(line => line + "\n")))));
    }

    [Fact(Timeout = Patience)]
    public async Task A_stream_of_events_in_code_ends_with_what_could_not_be_written()
    {
        var last = default(RunEvent);
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var happened in Graph().StreamAsync(new RunOptions { Events = new Broken() }))
            {
                last = happened;
            }
        });

        Assert.IsType<RunEvent.RunFinished>(last);
    }

    private static Dag Graph()
    {
        var graph = new DagBuilder();
        var first = graph.Add("first", context => context.Report("hello"));
        var second = graph.Add("second", () => throw new InvalidOperationException("no"), after: first);
        graph.Add("third", () => { }, after: second);
        return graph.Build();
    }

    private sealed class Broken : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidDataException("full");
    }
}
