using System.Buffers;
using System.Text;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Reporting.Reports;
using Dagrs.Core.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>A stream of events alone gives the report that was written while the run went on, byte for byte.</summary>
public sealed class RoundTripProperties(ITestOutputHelper output)
{
    [Fact]
    public void The_events_of_a_run_rebuild_its_report() => Scenarios.Check(Scenarios.Any, 300, output, scenario =>
    {
        var live = new RunFold(OutputBudget.OfReports);
        var lines = new ArrayBufferWriter<byte>();
        using var stream = new EventStream(lines, () => { });
        _ = TimedRun.Of(scenario, new EventRecorder(live, stream) { WantsProcesses = true });
        var rebuilt = RecordedRuns.Read(new MemoryStream(lines.WrittenSpan.ToArray()), "events");
        var (written, again) = (Text(live.Run()), Text(rebuilt));
        return written == again ? [] : [$"{written}\nis not\n{again}"];
    });

    [Theory]
    [MemberData(nameof(Runs.Names), MemberType = typeof(Runs))]
    public void A_report_is_read_back_as_what_it_was_written_from(string name)
    {
        var written = Text(Runs.Of(name));

        Assert.Equal(Whole(written), Whole(Text(JsonReportReader.Read(Encoding.UTF8.GetBytes(written)))));
    }

    // Half a character of UTF-16 in a text of C# is not one any more when it has been written.
    private static string Whole(string text) => text.Replace("\\uFFFD", "\ufffd", StringComparison.Ordinal);

    private static string Text(RecordedRun run)
    {
        using var text = new MemoryStream();
        JsonReport.Write(run, text);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
