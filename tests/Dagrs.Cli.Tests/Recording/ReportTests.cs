using System.Text;
using System.Text.Json.Nodes;
using Dagrs.Cli.Tests.Support;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Reporting.Reports;

namespace Dagrs.Cli.Tests.Recording;

/// <summary>Reports of real runs: where they are, what of them is told, and that the stream of events says the same.</summary>
public sealed class ReportTests
{
    private const string Plain = "dagrs: { a: { name: A, cmd: echo hello } }";

    [Fact]
    public async Task The_events_of_a_run_rebuild_its_report_byte_for_byte()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(EventsTests.Mixed, "-k", "--events", "events", "--report", "json=report.json").In(folder).ExitsWith(1).RunAsync();

        using var rebuilt = new MemoryStream();
        JsonReport.Write(RecordedRuns.Read(folder["events"]), rebuilt);
        Assert.Equal([], RecordedSchemas.WrongInReport(folder.Read("report.json")));
        Assert.Equal(folder.Read("report.json"), Encoding.UTF8.GetString(rebuilt.ToArray()));
    }

    [Fact]
    public async Task A_report_read_from_itself_is_the_same()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(EventsTests.Mixed, "-k", "--report", "json=report.json").In(folder).ExitsWith(1).RunAsync();

        using var again = new MemoryStream();
        JsonReport.Write(RecordedRuns.Read(folder["report.json"]), again);
        Assert.Equal(folder.Read("report.json"), Encoding.UTF8.GetString(again.ToArray()));
    }

    [Fact]
    public async Task Where_a_report_is_is_told_after_the_counts_and_folders_are_made()
    {
        using var folder = new TempFolder();
        var ran = await DagrsTest.Of(Plain, "--report", "json=out/deep/report.json", "--report", "JUnit=junit.xml").In(folder).RunAsync();

        Assert.StartsWith("1 task: 1 succeeded in ", ran.Lines[^3], StringComparison.Ordinal);
        Assert.Equal(["report json: out/deep/report.json", "report junit: junit.xml"], ran.Lines[^2..]);
        Assert.Equal(["dagrs.yaml", "junit.xml", "out"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["report.json"], Directory.GetFileSystemEntries(folder["out/deep"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Quiet_says_nothing_of_reports()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Plain, "-q", "--report", "json=report.json").In(folder).Prints("[a] hello").RunAsync();

        Assert.True(folder.Has("report.json"));
    }

    [LongFact]
    public async Task Every_kind_is_written_for_every_end()
    {
        foreach (var (yaml, code) in new[] { (EventsTests.Mixed, 1), (Plain, 0), ("dagrs: { a: { cmd: [ } }", 3) })
        {
            using var folder = new TempFolder();
            var test = DagrsTest.Of(yaml, [.. ReportKind.All.SelectMany(kind => new[] { "--report", $"{kind.Word}={kind.Word}" })]).In(folder).ExitsWith(code);
            await (code == 3 ? test.ComplainsOf("dagrs.yaml:1:") : test).RunAsync();

            Assert.All(ReportKind.All, kind => Assert.True(new FileInfo(folder[kind.Word]).Length > 0, kind.Word));
        }
    }

    [Fact]
    public async Task A_trace_is_packed_where_its_name_says_so()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Plain, "--report", "trace=trace.json.gz").In(folder).RunAsync();

        using var packed = new System.IO.Compression.GZipStream(File.OpenRead(folder["trace.json.gz"]), System.IO.Compression.CompressionMode.Decompress);
        Assert.NotNull(JsonNode.Parse(packed)!["traceEvents"]);
    }

    [LongTheory]
    [InlineData("true", 4)]
    [InlineData("exit 3", 1)]
    public async Task One_that_cannot_be_written_is_told_the_others_are_whole_and_a_failure_keeps_its_code(string command, int code)
    {
        using var folder = new TempFolder();
        folder.Write("here", "");
        await DagrsTest.Of($"dagrs: {{ a: {{ name: A, cmd: {command} }} }}", "--report", "json=here/report.json", "--report", "json=report.json").In(folder)
            .ExitsWith(code).ComplainsOf("dagrs: error: the report 'here/report.json' was not written: ").PrintsLine("report json: report.json").RunAsync();

        Assert.Equal([], RecordedSchemas.WrongInReport(folder.Read("report.json")));
    }

    [FactNeeding(Needs.FullDisk)]
    public async Task On_a_full_disk_the_others_are_whole()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Plain);
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" -q --report junit=/dev/full --report json=report.json");

        Assert.Equal((4, "dagrs: error: the report '/dev/full' was not written: no space left on device\n"), (ran.ExitCode, ran.Error));
        Assert.Equal([], RecordedSchemas.WrongInReport(folder.Read("report.json")));
    }

    [Fact]
    public async Task A_report_replaces_the_one_of_the_last_run_and_goes_where_a_link_leads()
    {
        using var folder = new TempFolder();
        folder.Write("real.json", "old");
        File.CreateSymbolicLink(folder["link.json"], "real.json");
        await DagrsTest.Of(Plain, "-q", "--report", "json=link.json").In(folder).RunAsync();

        Assert.Equal([], RecordedSchemas.WrongInReport(folder.Read("real.json")));
        Assert.Equal("real.json", new FileInfo(folder["link.json"]).LinkTarget);
    }

    [LongTheory]
    [InlineData("\"$DAGRS\" -q --report json=/dev/stdout > out")]
    [InlineData("\"$DAGRS\" -q --report json=/dev/fd/3 3> out")]
    [InlineData("mkfifo pipe; cat pipe > out & \"$DAGRS\" -q --report json=pipe; wait")]
    public async Task A_report_may_go_to_what_is_no_file(string script)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: 'true' } }");
        var ran = await Bash.RunAsync(folder, script);

        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Equal([], RecordedSchemas.WrongInReport(folder.Read("out")));
    }

    [LongTheory]
    [InlineData("junt=x.xml", "--report must be one of KINDS, not 'junt'; did you mean 'junit'?")]
    [InlineData("x.xml", "--report needs KIND=FILE, not 'x.xml'; KIND is one of KINDS")]
    [InlineData("json=", "--report needs KIND=FILE, not 'json='; KIND is one of KINDS")]
    [InlineData("=x", "--report needs KIND=FILE, not '=x'; KIND is one of KINDS")]
    public async Task A_report_that_nobody_knows_is_refused(string report, string message) =>
        await DagrsTest.Of(Plain, "--report", report).IsRefused(message.Replace("KINDS", ReportKind.Words, StringComparison.Ordinal)).RunAsync();

    [Fact]
    public async Task Where_the_time_went_is_told_after_the_counts()
    {
        var ran = await DagrsTest.Of("dagrs: { a: { name: A, cmd: sleep 0.05 }, b: { name: B, after: a, cmd: sleep 0.05 } }", "--timing").RunAsync();
        var counts = Array.FindIndex(ran.Lines, line => line.StartsWith("2 tasks: 2 succeeded in ", StringComparison.Ordinal));

        Assert.StartsWith("critical path: ", ran.Lines[counts + 1], StringComparison.Ordinal);
        Assert.Contains("slowest tasks:", ran.Lines);
    }

    [Fact]
    public async Task Output_kept_of_a_failure_is_its_end_and_says_what_is_left_out()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of("dagrs: { a: { name: A, cmd: seq 100000; exit 1 } }", "-q", "--report", "json=report.json").In(folder).ExitsWith(1).RunAsync();

        var output = JsonNode.Parse(folder.Read("report.json"))!["tasks"]![0]!["output"]!;
        var all = string.Concat(Enumerable.Range(1, 100_000).Select(line => line + "\n"));
        Assert.Equal(all[^65_536..], (string)output["text"]!);
        Assert.Equal(all.Length - 65_536, (int)output["leftOutBytes"]!);
    }

    [LongTheory]
    [InlineData("events")]
    [InlineData("report")]
    public async Task The_schemas_are_those_of_the_repository(string name)
    {
        var schema = await File.ReadAllTextAsync(Path.Combine(Paths.Repository, "schema", $"dagrs.{name}.schema.json"));
        await new DagrsTest("schema", name).Prints(schema).RunAsync();
    }

    [Fact]
    public async Task A_schema_that_there_is_not_is_refused() =>
        await new DagrsTest("schema", "evnts").IsRefused("there is no schema 'evnts'; did you mean 'events'?").RunAsync();

    [Fact]
    public void The_schema_names_every_type_of_event()
    {
        var schema = JsonNode.Parse(RecordingSchema.Text(RecordingSchema.Events))!;
        Assert.Equal(EventType.All, schema["anyOf"]!.AsArray().Select(one => ((string)one!["$ref"]!)["#/$defs/".Length..]));
    }
}
