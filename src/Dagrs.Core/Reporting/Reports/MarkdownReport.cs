using System.Globalization;
using System.Text;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>
/// A run for GitHub's job summary: the counts, failures with command and output, then a table of all tasks. Its size is limited so that GitHub shows it.
/// </summary>
internal static class MarkdownReport
{
    private const int MostBytes = 900_000; // a summary of 1 MiB or more is dropped silently
    private const int LeastForTable = 300_000;
    private const int MostInFull = 50; // failures
    private const int FewFailures = 5; // with up to so many, each shows more lines
    private const int MostNames = 20;
    private const int MostNotes = 20;
    private const int MostProblems = 100;
    private const int MostCommandLines = 20;
    private const int Longest = 500; // characters

    public static void Write(RecordedRun run, Stream target)
    {
        var text = new StringBuilder();
        if (run.Problems.Count > 0)
        {
            AppendProblems(text, run.Problems);
        }

        if (run.Problems.Count == 0 || run.Tasks.Count > 0)
        {
            AppendRun(text, run);
        }

        target.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void AppendProblems(StringBuilder text, IReadOnlyList<RecordedProblem> problems)
    {
        text.Append(CultureInfo.InvariantCulture, $"### dagrs: nothing was run: {problems.Count} error{(problems.Count == 1 ? "" : "s")}\n\n");
        foreach (var problem in problems.Take(MostProblems))
        {
            text.Append(CultureInfo.InvariantCulture, $"- error: {MarkdownText.Escape(TaskWords.Problem(problem), Longest)}\n");
        }

        AppendMore(text, problems.Count - MostProblems, "error");
    }

    private static void AppendRun(StringBuilder text, RecordedRun run)
    {
        text.Append(CultureInfo.InvariantCulture, $"### dagrs: {TaskWords.Counts(run)}\n\n");
        AppendNotes(text, run);
        if (run.Tasks.Count == 0)
        {
            return;
        }

        var left = MostBytes - Encoding.UTF8.GetByteCount(text.ToString());
        left -= AppendFailures(text, run, left - LeastForTable);
        var rows = run.Tasks.Select(task => new MarkdownRow(TaskWords.Title(task) + (task.IsService ? ", service" : ""), task.State, task.Duration, TaskWords.Why(task))).ToList();
        text.Append(MarkdownTable.Of(rows, left));
    }

    private static void AppendNotes(StringBuilder text, RecordedRun run)
    {
        var notes = run.Warnings.Select(warning => "warning: " + warning).Concat(run.Tasks.SelectMany(task => task.Warnings.Select(warning => $"warning: task {TaskWords.Title(task)}: {warning}"))).ToList();
        notes.AddRange(run.Tasks.Where(task => task.HadTerminal).Select(task => $"task {TaskWords.Title(task)}: {TaskWords.NotCaptured}"));
        if (run.Stop is { } stop)
        {
            notes.Insert(0, "the run was stopped " + stop);
        }

        foreach (var note in notes.Take(MostNotes))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Escape(note, Longest)}\n");
        }

        AppendMore(text, notes.Count - MostNotes, "warning");
        text.Append(notes.Count > 0 ? "\n" : "");
    }

    // Returns the number of bytes used.
    private static int AppendFailures(StringBuilder text, RecordedRun run, int mostBytes)
    {
        var failures = TaskWords.Failures(run);
        var (used, shown) = (0, 0);
        foreach (var failure in failures.Take(MostInFull))
        {
            var block = Failure(run, failure, lines: failures.Count <= FewFailures ? 50 : 20);
            var length = Encoding.UTF8.GetByteCount(block);
            if (used + length > mostBytes)
            {
                break;
            }

            text.Append(block);
            used += length;
            shown++;
        }

        var before = text.Length;
        AppendMore(text, failures.Count - shown, "failed task");
        return used + text.Length - before;
    }

    private static string Failure(RecordedRun run, RecordedTask task, int lines)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"#### {MarkdownText.Escape($"{task.State.Word()}: {TaskWords.Title(task)}: {TaskWords.Ending(task)}", Longest)}\n\n");
        if (TaskWords.Place(task) is { } place)
        {
            text.Append(CultureInfo.InvariantCulture, $"at {MarkdownText.Escape(place, Longest)}\n\n");
        }

        if (TaskWords.Command(task, MostCommandLines) is { Count: > 0 } command)
        {
            text.Append(MarkdownText.Fenced(command, "sh")).Append('\n');
        }

        if (task.Output is { Bytes.IsEmpty: true, LeftOut: > 0 })
        {
            text.Append("Its output was not kept.\n\n");
        }
        else if (task.Output is { IsNothing: false } output)
        {
            var tail = new OutputTail(lines);
            tail.Add(output.Bytes.Span);
            var last = tail.Lines();
            text.Append(last.Count == lines ? $"The last {lines} lines of its output:\n\n" : "Its output:\n\n").Append(MarkdownText.Fenced(last, "text")).Append('\n');
        }

        AppendKept(text, run, task);
        return text.ToString();
    }

    private static void AppendKept(StringBuilder text, RecordedRun run, RecordedTask failed)
    {
        var kept = run.Tasks.Where(task => task.Because is { } because && ReferenceEquals(run.Tasks[because], failed)).ToList();
        if (kept.Count > 0)
        {
            var more = kept.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {kept.Count - MostNames} more") : "";
            text.Append(CultureInfo.InvariantCulture, $"Not run because of it: {string.Join(", ", kept.Take(MostNames).Select(task => MarkdownText.Escape(TaskWords.Title(task), Longest)))}{more}\n\n");
        }
    }

    private static void AppendMore(StringBuilder text, int count, string what)
    {
        if (count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nand {count} more {what}{(count == 1 ? "" : "s")}\n\n");
        }
    }
}
