using System.Globalization;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The top of the page: the verdict, when and where it ran, and the number of tasks in each state.</summary>
internal static class PageHeader
{
    public static void Write(PageWriter page, RecordedRun run, Verdict verdict)
    {
        page.Write($"<header class=\"top\">\n<h1 class=\"verdict {StateShape.Key(verdict.State)}\">");
        PageFrame.WriteIcon(page, verdict.State, 24);
        page.Write($" <span>{verdict.Before}<time id=\"when\" datetime=\"{run.Start.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)}\">{verdict.When}</time>{verdict.After}</span></h1>\n");
        WriteAbout(page, run);
        WriteCounts(page, run);
        page.Raw("</header>\n"u8);
    }

    private static void WriteAbout(PageWriter page, RecordedRun run)
    {
        var start = run.Start.ToString("d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);
        var offset = run.Start.Offset == TimeSpan.Zero ? "UTC" : run.Start.ToString("'UTC'zzz", CultureInfo.InvariantCulture);
        page.Write($"<p class=\"about\">{start} {offset}");
        if (run.Folder is { } folder)
        {
            page.Write($"<span> in <code class=\"path\">{OneLine.Of(folder, PageLimits.Title)}</code></span>");
        }

        page.Write($"<span>, run <code class=\"path\">{OneLine.Of(run.Id, PageLimits.Title)}</code></span></p>\n");
    }

    private static void WriteCounts(PageWriter page, RecordedRun run)
    {
        var counts = run.Tasks.CountBy(task => task.State).ToDictionary();
        page.Raw("<ul id=\"counts\" class=\"counts\" aria-label=\"How many tasks are in each state\">\n"u8);
        foreach (var state in StateShape.All)
        {
            if (counts.TryGetValue(state, out var count))
            {
                page.Write($"<li class=\"count {StateShape.Key(state)}\" data-state=\"{StateShape.Key(state)}\">");
                PageFrame.WriteIcon(page, state, 16);
                page.Write($" <b>{count}</b> {state.CountWord()}</li>\n");
            }
        }

        page.Raw("</ul>\n"u8);
    }
}
