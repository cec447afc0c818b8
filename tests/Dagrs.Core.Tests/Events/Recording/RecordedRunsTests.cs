using System.Text;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>What can be read as a run, also when it is half, newer than this dagrs, or something else.</summary>
public sealed class RecordedRunsTests
{
    private const string Begin =
        """{"v":1,"seq":1,"time":"2026-03-14T14:09:26.5350000Z","type":"run-started","run":"r1","version":"1.2.3","file":"dagrs.yaml","directory":"/home","jobs":2,"schedule":"eager","executor":"direct","resources":{},"tasks":[{"id":"a","name":"A","kind":"shell","command":"true","directory":null,"path":"dagrs.yaml","line":2,"after":[],"tags":[],"when":"success","if":null,"resources":{}}]}""";

    private const string Starts = """{"v":1,"seq":2,"time":"2026-03-14T14:09:27.0000000Z","type":"task-started","run":"r1","task":"a","startSeconds":0.25,"waitedFor":null}""";

    private const string Says = """{"v":1,"seq":3,"time":"2026-03-14T14:09:28.5350000Z","type":"task-output","run":"r1","task":"a","channel":"merged","text":"hello\n"}""";

    [Fact]
    public void A_run_that_goes_on_is_read_as_far_as_it_is()
    {
        var run = Read(Begin, Starts, Says);

        Assert.Equal((null, TimeSpan.FromSeconds(2)), (run.ExitCode, run.Duration));
        Assert.Equal((TaskState.Running, "running"), (run.Tasks[0].State, run.Tasks[0].Words));
        Assert.Equal((TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(1.75)), (run.Tasks[0].Start, run.Tasks[0].Duration));
        Assert.Equal("hello\n", Encoding.UTF8.GetString(run.Tasks[0].Output!.Bytes.Span));
    }

    [Theory]
    [InlineData("""{"v":1,"seq":4,"time":"2026-03-14T14:0""")]
    [InlineData("{")]
    [InlineData("""{"v":1,"seq":4,"time":"2026-03-14T14:09:29.0000000Z","type":"task-output","run":"r1","task":"a","channel":"merged","text":"half of it""")]
    public void A_last_line_that_is_torn_is_left_out(string torn) =>
        Assert.Equal(TaskState.Running, RecordedRuns.Read(Stream($"{Begin}\n{Starts}\n{torn}"), "x").Tasks[0].State);

    [Theory]
    [InlineData("""{"v":1,"seq":4,"time":"2026-03-14T14:09:29.0000000Z","type":"task-dreamed","run":"r1","task":"a","of":"sheep"}""")]
    [InlineData("""{"v":1,"seq":4,"time":"2026-03-14T14:09:29.0000000Z","type":"run-dreamed","run":"r1"}""")]
    [InlineData("""{"v":1,"seq":4,"time":"2026-03-14T14:09:29.0000000Z","type":"task-output","run":"r1","task":"nobody","channel":"merged","text":"x"}""")]
    [InlineData("""{"v":2,"seq":4,"time":"2026-03-14T14:09:29.0000000Z","type":"task-warned","run":"r1","task":"a","message":"m","more":{"keys":[1,null]}}""")]
    [InlineData("")]
    public void What_this_dagrs_does_not_know_is_passed_over(string line) =>
        Assert.Equal(TaskState.Running, Read(Begin, Starts, line, Says).Tasks[0].State);

    [Theory]
    [InlineData("hello\n", "it is not JSON")]
    [InlineData("", "it contains no run")]
    [InlineData("[]", "expected an object")]
    [InlineData("{}", "'start' is missing")]
    [InlineData("{\"start\":\"now\",\"tasks\":[]}", "'start' is not a timestamp")]
    [InlineData("{\"type\":\"run-started\"}\n", "line 1: 'seq' is missing")]
    [InlineData("{\"type\":7}\n", "line 1: 'seq' is missing")]
    public void What_is_no_run_says_why(string text, string why)
    {
        var wrong = Assert.Throws<FormatException>(() => RecordedRuns.Read(Stream(text), "some file"));
        Assert.Equal($"'some file' is neither a run report nor an event stream of dagrs: {why}", wrong.Message);
    }

    [Fact]
    public void A_line_that_is_no_event_is_named_by_its_number()
    {
        var wrong = Assert.Throws<FormatException>(() => Read(Begin, Starts, "garbage", Says));
        Assert.EndsWith("line 3: it is not JSON", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_runs_in_one_stream_the_last_counts() =>
        Assert.Equal(("r2", TaskState.Pending), Read(Begin, Starts, Begin.Replace("\"r1\"", "\"r2\"", StringComparison.Ordinal)) is var run ? (run.Id, run.Tasks[0].State) : default);

    [Fact]
    public void A_mark_of_the_byte_order_is_no_hindrance() =>
        Assert.Equal("r1", RecordedRuns.Read(new MemoryStream([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Begin + "\n")]), "x").Id);

    private static RecordedRun Read(params string[] lines) => RecordedRuns.Read(Stream(string.Concat(lines.Select(line => line + "\n"))), "x");

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
