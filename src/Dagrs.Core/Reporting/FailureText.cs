using System.Globalization;
using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>
/// Explains why a run failed: root failures, then what was cancelled, what did not run because of which task, and allowed
/// failures. Its length is limited, however many failures there are; the log names every task.
/// </summary>
/// <param name="withColours">True to colour the words of failure.</param>
/// <param name="isJustShown">Whether a task's complete output is shown right above, so that it is not repeated.</param>
internal sealed class FailureText(bool withColours, Func<TaskNode, bool> isJustShown)
{
    /// <summary>How many failures are shown with command and output.</summary>
    public const int MostInFull = 10;

    private const int MostInBrief = 20; // further failures, one line each
    private const int MostLines = 10; // of each list: cancelled, not run, allowed
    private const int MostNames = 10; // in one line
    private const int MostCommandLines = 10;
    private const int LongestLine = 500; // characters

    private readonly StringBuilder _text = new("\n");
    private readonly StateColours _colours = new(withColours);

    public string Of(RunSummary summary, RunReport report)
    {
        foreach (var failure in summary.Failures.Take(MostInFull))
        {
            AppendFull(What(failure.Result), failure);
        }

        AppendBrief([.. summary.Failures.Skip(MostInFull).Select(failure => failure.Result)]);
        AppendCanceled(summary.Overdue, [.. report.Results.Where(result => result.State == TaskState.Canceled)], report.Stop);
        AppendNotRun(summary.Failures, report);
        AppendAllowed(summary.AllowedFailures);
        return _text.ToString();
    }

    private void AppendFull(string what, FailedTask failure)
    {
        AppendLine(what);
        if (failure.Result.Task.Origin is { } origin)
        {
            AppendLine($"  at {OneLine.Of(origin.ToString(), LongestLine)}");
        }

        if (failure.Result.Task.Work is Work.Execute(var command))
        {
            AppendCommand(command.Text.TrimEnd().Split('\n'));
        }

        if (failure.HadTerminal)
        {
            AppendLine("  output: not captured, it had the terminal");
        }

        if (failure.LastLines.Count > 0 && isJustShown(failure.Result.Task))
        {
            AppendLine("  output: above");
        }
        else if (failure.LastLines.Count > 0)
        {
            AppendLine(failure.LastLines.Count == 20 ? "  last 20 lines of output:" : "  output:");
            foreach (var line in failure.LastLines)
            {
                AppendLine($"    {line}".TrimEnd());
            }
        }

        _text.Append('\n');
    }

    private void AppendCommand(string[] lines)
    {
        AppendLine($"  command: {OneLine.Of(lines[0].TrimEnd(), LongestLine)}");
        foreach (var line in lines.Skip(1).Take(MostCommandLines - 1))
        {
            AppendLine($"           {OneLine.Of(line.TrimEnd(), LongestLine)}".TrimEnd());
        }

        if (lines.Length > MostCommandLines)
        {
            AppendLine($"           ... and {lines.Length - MostCommandLines} more lines");
        }
    }

    private void AppendBrief(List<TaskResult> failures)
    {
        foreach (var result in failures.Take(MostInBrief))
        {
            AppendLine(What(result) + (result.Task.Origin is { } origin ? $", at {OneLine.Of(origin.ToString(), LongestLine)}" : ""));
        }

        AppendMore(failures.Count - MostInBrief, TaskState.Failed, "failed or timed out");
        if (failures.Count > 0)
        {
            _text.Append('\n');
        }
    }

    // After a timeout of the run people want to know what hung, where, and its last output.
    private void AppendCanceled(IReadOnlyList<FailedTask> overdue, List<TaskResult> canceled, StopCause? cause)
    {
        foreach (var task in overdue.Take(MostInFull))
        {
            AppendFull(WhatWasCanceled(task.Result, cause), task);
        }

        var rest = overdue.Count > 0 ? canceled.ExceptBy(overdue.Take(MostInFull).Select(task => task.Result.Task), result => result.Task).ToList() : canceled;
        foreach (var result in rest.Take(MostLines))
        {
            AppendLine(WhatWasCanceled(result, cause));
        }

        AppendMore(rest.Count - MostLines, TaskState.Canceled, "canceled");
    }

    private string WhatWasCanceled(TaskResult result, StopCause? cause) =>
        $"{_colours.Paint("canceled", TaskState.Canceled)}: {Titles.Of(result.Task)} after {Times.Words(result.Duration)}: {OneLine.Of((result.Outcome as Outcome.Stopped)?.Why ?? $"the run was stopped {cause?.Words}", LongestLine)}";

    private void AppendNotRun(IReadOnlyList<FailedTask> failures, RunReport report)
    {
        var ranks = new Dictionary<TaskNode, int>();
        foreach (var failure in failures)
        {
            ranks.Add(failure.Result.Task, ranks.Count);
        }

        var groups = report.NotRunTasks.GroupBy(result => result.Reason!)
            .OrderBy(group => group.Key is NotRunReason.AfterFailure(var failed) ? ranks.GetValueOrDefault(failed, int.MaxValue) : int.MaxValue).ToList();
        foreach (var group in groups.Take(MostLines))
        {
            var tasks = group.ToList();
            var names = string.Join(", ", tasks.Take(MostNames).Select(result => Titles.Of(result.Task)));
            var more = tasks.Count > MostNames ? $" and {tasks.Count - MostNames} more" : "";
            AppendLine($"{_colours.Paint("not run", TaskState.NotRun)} because {OneLine.Of(group.Key.Words, LongestLine)}: {names}{more}");
        }

        AppendMore(groups.Skip(MostLines).Sum(group => group.Count()), TaskState.NotRun, "not run because of other failures");
    }

    private void AppendAllowed(IReadOnlyList<TaskResult> allowed)
    {
        foreach (var result in allowed.Take(MostLines))
        {
            AppendLine(What(result));
        }

        AppendMore(allowed.Count - MostLines, TaskState.FailedAllowed, "failed, allowed");
    }

    private string What(TaskResult result)
    {
        var task = $"{_colours.Paint(result.State.Word(), result.State)}: {Titles.Of(result.Task)}";
        return (result.Outcome is Outcome.NotStarted ? $"{task}: " : $"{task} ") + EndWords.Of(result);
    }

    private void AppendMore(int count, TaskState state, string words)
    {
        if (count > 0)
        {
            AppendLine($"... and {count} more task{(count == 1 ? "" : "s")} {_colours.Paint(words, state)}");
        }
    }

    private void AppendLine(FormattableString line) => AppendLine(line.ToString(CultureInfo.InvariantCulture));

    private void AppendLine(string line) => _text.Append(line).Append('\n');
}
