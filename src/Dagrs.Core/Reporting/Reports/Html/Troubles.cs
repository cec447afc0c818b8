using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>Problems of the run as a whole: errors in its file, why it was stopped, warnings.</summary>
internal static class Troubles
{
    private const int MostProblems = 500;
    private const int MostWarnings = 100;

    public static void Write(PageWriter page, RecordedRun run)
    {
        if (run.Problems.Count > 0)
        {
            page.Raw("<section class=\"problems\"><h2>Problems</h2>\n<ul>\n"u8);
            foreach (var problem in run.Problems.Take(MostProblems))
            {
                page.Write($"<li>{OneLine.Of(TaskWords.Problem(problem), PageLimits.Value)}</li>\n");
            }

            page.Raw("</ul>\n"u8);
            WriteMore(page, run.Problems.Count - MostProblems);
            page.Raw("</section>\n"u8);
        }

        if (run.Stop is { } stop)
        {
            page.Write($"<p class=\"notice\">The run was stopped {OneLine.Of(stop, PageLimits.Title)}.</p>\n");
        }

        if (run.Warnings.Count > 0)
        {
            page.Raw("<section class=\"warnings\"><h2>Warnings</h2>\n<ul>\n"u8);
            foreach (var warning in run.Warnings.Take(MostWarnings))
            {
                page.Write($"<li>{OneLine.Of(warning, PageLimits.Value)}</li>\n");
            }

            page.Raw("</ul>\n"u8);
            WriteMore(page, run.Warnings.Count - MostWarnings);
            page.Raw("</section>\n"u8);
        }
    }

    private static void WriteMore(PageWriter page, int more)
    {
        if (more > 0)
        {
            page.Write($"<p>... and {more} more</p>\n");
        }
    }
}
