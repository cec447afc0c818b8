using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>
/// A run as one HTML page for people who did not run it: it needs no network, and shows the most important things without a script. It knows only the
/// recorded run, no clock.
/// </summary>
internal static class HtmlReport
{
    private const int BytesOfRest = 1000; // markup around the parts

    /// <summary>Writes the whole page.</summary>
    /// <param name="run">The run.</param>
    /// <param name="target">Where it is written; stays open.</param>
    public static void Write(RecordedRun run, Stream target)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(target);
        var tasks = PageTasks.Of(run);
        var page = new PageWriter(target);
        var verdict = Verdict.Of(run);
        PageHead.Write(page, run, verdict);
        PageHeader.Write(page, run, verdict);
        page.Raw("<main>\n"u8);
        RunFigureList.Write(page, run);
        Troubles.Write(page, run);
        FailureCards.Write(page, tasks);
        PageFrame.WritePictures(page);
        TaskRows.Write(page, tasks);
        page.Raw("</main>\n"u8);
        PageFrame.WriteEnd(page, run);
        WriteData(page, tasks);
    }

    private static void WriteData(PageWriter page, PageTasks tasks)
    {
        var columns = Columns.Of(tasks);
        var room = PageLimits.WholePage - page.Length - columns.Length - PageCode.Script.Length - BytesOfRest;
        new PackedDetails(tasks, room).Write(page);
        page.Raw("<script type=\"application/json\" id=\"data\">"u8);
        page.Raw(columns);
        page.Raw("</script>\n<script type=\"module\">"u8);
        page.Raw(PageCode.Script);
        page.Raw("</script>\n</body>\n</html>\n"u8);
    }
}
