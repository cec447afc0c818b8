using System.Globalization;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>
/// A card for each root failure: what it ran, where it is defined, how it ended, its last output, and which tasks did not run because of it.
/// </summary>
internal static class FailureCards
{
    private const int MostNames = 20; // of tasks that did not run, per card
    private const int MostCommandLines = 20;
    private const int LongestLine = 500; // characters
    private const int TimedOut = 124; // of the whole run: the cancelled tasks are those that hung

    public static void Write(PageWriter page, PageTasks tasks)
    {
        var run = tasks.Run;
        var failures = tasks.Urgent.Where(task => Verdict.IsRootFailure(run.Tasks[task])).OrderBy(task => run.Tasks[task].End)
            .Concat(run.ExitCode == TimedOut ? tasks.Urgent.Where(task => run.Tasks[task].State == TaskState.Canceled) : []).ToList();
        if (failures.Count == 0)
        {
            return;
        }

        var kept = run.Tasks.Index().Where(task => task.Item.Because is not null).ToLookup(task => task.Item.Because!.Value, task => task.Item);
        page.Raw("<section id=\"failures\"><h2>Failures</h2>\n"u8);
        var (begin, shown) = (page.Length, 0);
        for (; shown < failures.Count && page.Length - begin < PageLimits.Cards; shown++)
        {
            WriteCard(page, failures[shown], tasks, [.. kept[failures[shown]]], isOpen: shown < PageLimits.OpenCards);
        }

        if (shown < failures.Count)
        {
            page.Write($"<p>... and {Verdict.Number(failures.Count - shown, "further failure")}, in the table of tasks</p>\n");
        }

        page.Raw("</section>\n"u8);
    }

    private static void WriteCard(PageWriter page, int place, PageTasks tasks, List<RecordedTask> kept, bool isOpen)
    {
        var task = tasks.Run.Tasks[place];
        page.Write($"<article class=\"card {StateShape.Key(task.State)}\" data-task=\"{tasks.PlaceOf(place)}\"><details");
        page.Write($"{(isOpen ? " open" : "")}><summary><h3>");
        PageFrame.WriteIcon(page, task.State, 16);
        page.Write($" <span class=\"name\">{OneLine.Of(task.Name, PageLimits.Title)}</span>");
        if (task.Name != task.Id)
        {
            page.Write($" <code class=\"path\">{OneLine.Of(task.Id, PageLimits.Title)}</code>");
        }

        page.Write($"</h3> <span class=\"end\">{End(task)}</span></summary>\n");
        WritePlace(page, task);
        WriteCommand(page, task);
        WriteLines(page, task);
        WriteKept(page, kept);
        page.Raw("</details></article>\n"u8);
    }

    private static string End(RecordedTask task)
    {
        var attempts = task.Attempts.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" in the last of {task.Attempts.Count} attempts") : "";
        return $"{OneLine.Of(task.Words, PageLimits.Title)}{attempts}, after {Times.Words(task.Duration)}";
    }

    private static void WritePlace(PageWriter page, RecordedTask task)
    {
        if (TaskWords.Place(task) is { } place)
        {
            page.Write($"<p class=\"place\">at <code class=\"path\">{OneLine.Of(place, PageLimits.Title)}</code></p>\n");
        }
    }

    private static void WriteCommand(PageWriter page, RecordedTask task)
    {
        if (task.Command is not { } command)
        {
            return;
        }

        var lines = TaskDetail.Lines(command.TrimEnd(), PageLimits.Command).Split('\n');
        page.Raw("<h4>command</h4>\n<pre class=\"command\" tabindex=\"0\"><code>"u8);
        page.Write($"{string.Join('\n', lines.Take(MostCommandLines))}</code></pre>\n");
        if (lines.Length > MostCommandLines)
        {
            page.Write($"<p>... and {lines.Length - MostCommandLines} more lines</p>\n");
        }
    }

    private static void WriteLines(PageWriter page, RecordedTask task)
    {
        var tail = new OutputTail(PageLimits.CardLines);
        tail.Add((task.Output?.Bytes ?? default).Span);
        var lines = tail.Lines();
        if (lines.Count == 0)
        {
            page.Write($"<p class=\"nothing\">{(task.HadTerminal ? "Its output is not captured: it had the terminal." : task.Output is null or { IsNothing: true } ? "It wrote nothing." : "Its output was not kept.")}</p>\n");
            return;
        }

        page.Write($"<h4>{(lines.Count == PageLimits.CardLines ? "last 20 lines of output" : "output")}</h4>\n<pre class=\"output\" tabindex=\"0\"><code>");
        page.Write($"{string.Join('\n', lines.Select(line => TaskDetail.Lines(line, 2 * LongestLine)))}</code></pre>\n");
    }

    private static void WriteKept(PageWriter page, List<RecordedTask> kept)
    {
        if (kept.Count == 0)
        {
            return;
        }

        page.Write($"<p class=\"kept\">It kept {Verdict.Number(kept.Count, "task")} from running: ");
        page.Write($"{string.Join(", ", kept.Take(MostNames).Select(task => OneLine.Of(task.Name, LongestLine)))}");
        page.Write($"{(kept.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {kept.Count - MostNames} more") : "")}</p>\n");
    }
}
