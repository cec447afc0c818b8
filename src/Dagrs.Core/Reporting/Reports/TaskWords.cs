using System.Globalization;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>What all reports say about a recorded task and run, in the same words. It knows no output format.</summary>
internal static class TaskWords
{
    /// <summary>For a task that had the terminal.</summary>
    public const string NotCaptured = "its output is not captured: it had the terminal";

    private const int LongestCommand = 500; // characters

    private static readonly string[] Prefixes = ["failed, allowed: ", "not run: ", "skipped: "]; // the word of a state at the start of a reason

    /// <summary><c>'id'</c>, or <c>'id' (name)</c> when the name differs.</summary>
    public static string Title(RecordedTask task) => Titles.Of(task.Id, task.Name);

    /// <summary>Where it is defined, such as <c>dagrs.yaml:12</c>; null: nowhere.</summary>
    public static string? Place(RecordedTask task) => task.Path is not { } path ? null : task.Line == 0 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}:{task.Line}");

    /// <summary>How it ended: <c>exited with code 3 (8.00 s)</c>, <c>exited with code 3 (8.00 s, 2 attempts)</c>.</summary>
    public static string Ending(RecordedTask task)
    {
        var attempts = task.Attempts.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", {task.Attempts.Count} attempts") : "";
        return task.State.WasStarted() ? $"{task.Words} ({Times.Words(task.Duration)}{attempts})" : task.Words;
    }

    /// <summary>How it ended or why it did not run, without the word of its state; empty: the state says it all.</summary>
    public static string Why(RecordedTask task)
    {
        if (task.State is TaskState.Succeeded || task.Words == task.State.Word())
        {
            return "";
        }

        var prefix = Array.Find(Prefixes, prefix => task.Words.StartsWith(prefix, StringComparison.Ordinal)) ?? "";
        return task.Words[prefix.Length..];
    }

    /// <summary>The relevant lines of its command, each sanitised; none where it has no command.</summary>
    public static IReadOnlyList<string> Command(RecordedTask task, int mostLines)
    {
        if (task.Command is not { } command)
        {
            return [];
        }

        var lines = command.TrimEnd().Split('\n');
        List<string> shown = [.. lines.Take(mostLines).Select(line => OneLine.Of(line.TrimEnd(), LongestCommand))];
        if (lines.Length > mostLines)
        {
            shown.Add(string.Create(CultureInfo.InvariantCulture, $"... and {lines.Length - mostLines} more lines"));
        }

        return shown;
    }

    /// <summary>A problem and its location: <c>dagrs.yaml:12:15: unknown key 'comand' (DAG004)</c>.</summary>
    public static string Problem(RecordedProblem problem) =>
        (PlaceOf(problem) is { } place ? $"{place}: " : "") + problem.Message + (problem.Code is { } code ? $" ({code})" : "");

    /// <summary>The root failures in the order in which they ended, then the tasks that were cancelled while they ran.</summary>
    public static IReadOnlyList<RecordedTask> Failures(RecordedRun run) =>
    [
        .. run.Tasks.Where(task => task.State is TaskState.Failed or TaskState.TimedOut).OrderBy(task => task.End),
        .. run.Tasks.Where(task => task.State is TaskState.Canceled).OrderBy(task => task.Start),
    ];

    /// <summary>The number of tasks, the number in each state, and the time.</summary>
    public static string Counts(RecordedRun run) => CountsText.Of(run.Tasks.Count, state => run.Tasks.Count(task => task.State == state), run.Duration);

    private static string? PlaceOf(RecordedProblem problem) => problem switch
    {
        { Path: null } => null,
        { Line: 0 } => problem.Path,
        _ => string.Create(CultureInfo.InvariantCulture, $"{problem.Path}:{problem.Line}:{problem.Column}"),
    };
}
