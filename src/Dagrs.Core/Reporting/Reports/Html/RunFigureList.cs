using System.Globalization;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>Four figures of a run: its duration, the total work, the utilisation of the slots, and the critical path.</summary>
internal static class RunFigureList
{
    public static void Write(PageWriter page, RecordedRun run)
    {
        if (run.Tasks.Count == 0)
        {
            return;
        }

        var figures = RunFigures.Of(run);
        page.Raw("<dl class=\"figures\">\n"u8);
        Write(page, "wall time", Times.Words(figures.Wall), run.ExitCode is { } code ? $"exit code {code}" : "so far");
        Write(page, "sum of work", Times.Words(figures.Work), $"of {Verdict.Number(run.Tasks.Count, "task")}");
        Write(page, "slots busy", Percent(figures.Busy), $"of {Verdict.Number(run.Jobs, "slot")}");
        Write(page, "critical path", Times.Words(figures.Critical), $"{Percent(figures.CriticalShare)} of the wall time, {Verdict.Number(run.CriticalPath.Count(task => run.Tasks[task].State.WasStarted()), "task")}");
        page.Raw("</dl>\n"u8);
    }

    private static void Write(PageWriter page, string name, string figure, string more) =>
        page.Write($"<div><dt>{name}</dt>\n<dd><b>{figure}</b> <span>{more}</span></dd></div>\n");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");
}
