using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The table of the first tasks, failures first, for readers without a script. The script replaces it by a table of all tasks.</summary>
internal static class TaskRows
{
    public static void Write(PageWriter page, PageTasks tasks)
    {
        var run = tasks.Run;
        if (run.Tasks.Count == 0 && run.Problems.Count > 0)
        {
            return;
        }

        page.Raw("<section id=\"tasks\"><h2>Tasks</h2>\n"u8);
        if (run.Tasks.Count == 0)
        {
            page.Raw("<p class=\"nothing\">There are no tasks.</p>\n</section>\n"u8);
            return;
        }

        page.Raw("<div id=\"list\"></div>\n<table id=\"rows\" class=\"rows\" cellpadding=\"4\">\n"u8);
        if (run.Tasks.Count > PageLimits.Rows)
        {
            page.Write($"<caption>The first {PageLimits.Rows} of {run.Tasks.Count} tasks, failures first</caption>\n");
        }

        page.Raw("<thead><tr><th scope=\"col\" align=\"left\">State</th><th scope=\"col\" align=\"left\">Task</th><th scope=\"col\" align=\"right\">Time</th><th scope=\"col\" align=\"left\">How it ended</th></tr></thead>\n<tbody>\n"u8);
        foreach (var place in tasks.Urgent.Take(PageLimits.Rows))
        {
            WriteRow(page, run.Tasks[place]);
        }

        page.Raw("</tbody></table>\n</section>\n"u8);
    }

    private static void WriteRow(PageWriter page, RecordedTask task)
    {
        page.Raw("<tr><td nowrap>"u8);
        PageFrame.WriteIcon(page, task.State, 16);
        page.Write($" {task.State.Word()}</td><td>{OneLine.Of(task.Name, PageLimits.Title)}");
        if (task.Name != task.Id)
        {
            page.Write($" <code class=\"path\">{OneLine.Of(task.Id, PageLimits.Title)}</code>");
        }

        page.Write($"</td><td align=\"right\" nowrap>{(task.State.WasStarted() ? Times.Words(task.Duration) : "")}</td>");
        page.Write($"<td>{(task.Words == task.State.Word() ? "" : OneLine.Of(task.Words, PageLimits.Title))}</td></tr>\n");
    }
}
