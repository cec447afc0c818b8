using System.Globalization;
using System.Text;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.History;

/// <summary>Past runs for people: a list of them, one with its tasks, and statistics of tasks over all of them.</summary>
internal static class HistoryText
{
    private const int LongestId = 60; // characters of a task's id
    private const int LongestWords = 200;

    private static readonly TaskState[] Shown = [.. StateWords.Final, TaskState.Running, TaskState.Pending];

    /// <summary>One line per run.</summary>
    public static string OfRuns(IReadOnlyList<PastRun> runs) => runs.Count == 0 ? "no runs are recorded\n" : Table(
        ["run", "when", "result", "time", "tasks"],
        [.. runs.Select(past => (string[])[past.Run.Id, When(past.Run.Start), past.Result, Times.Words(past.Run.Duration), Counts(past)])]);

    /// <summary>One run: a line for the run, and one line per task.</summary>
    public static string OfRun(PastRun past)
    {
        var run = past.Run;
        var text = new StringBuilder($"run {run.Id}{(run.File is null ? "" : $" of {OneLine.Of(run.File)}")}, {When(run.Start)}: {past.Result}");
        text.Append(run.Stop is { } stop ? $", stopped {OneLine.Of(stop)}" : "").Append(", ").Append(Times.Words(run.Duration)).Append('\n');
        text.Append(Table(["task", "state", "time", "how"], [.. run.Tasks.Select(task => (string[])[OneLine.Of(task.Id, LongestId), task.State.Word(), Time(task), How(task)])]));
        foreach (var warning in run.Warnings)
        {
            text.Append("warn: ").Append(OneLine.Of(warning)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One line per task, over all runs.</summary>
    public static string OfStatistics(IReadOnlyList<TaskStatistics> tasks) => tasks.Count == 0 ? "no runs are recorded\n" : Table(
        ["task", "runs", "median", "95 %", "failed", "retries", "hits", "saved"],
        [
            .. tasks.Select(task => (string[])
            [
                OneLine.Of(task.Task, LongestId),
                Number(task.Runs),
                task.Median is { } median ? Times.Words(median) : "-",
                task.Percentile95 is { } most ? Times.Words(most) : "-",
                task.FailureRate is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate * 100:0.#} %") : "-",
                Number(task.Retries),
                Number(task.Hits),
                task.Hits == 0 ? "-" : Times.Words(task.Saved),
            ]),
        ]);

    /// <summary>A point in time, in the local time zone.</summary>
    public static string When(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Counts(PastRun past) =>
        string.Join(", ", Shown.Where(state => past.Count(state) > 0).Select(state => string.Create(CultureInfo.InvariantCulture, $"{past.Count(state)} {state.CountWord()}")));

    private static string Time(RecordedTask task) => task.State.WasStarted() ? Times.Words(task.Duration) : "-";

    // Without repeating the word of the state.
    private static string How(RecordedTask task)
    {
        var words = OneLine.Of(task.Words, LongestWords);
        words = words == task.State.Word() || task.State == TaskState.Pending ? "" : words;
        return task.Attempts.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{words}{(words.Length > 0 ? ", " : "")}{task.Attempts.Count} attempts") : words;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Table(string[] heads, List<string[]> rows)
    {
        var widths = new int[heads.Length];
        for (var column = 0; column < widths.Length; column++)
        {
            widths[column] = rows.Select(row => row[column].Length).Append(heads[column].Length).Max();
        }

        var text = new StringBuilder();
        Append(text, [.. heads.Select(head => head.ToUpperInvariant())], widths);
        rows.ForEach(row => Append(text, row, widths));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] row, int[] widths)
    {
        for (var column = 0; column < row.Length; column++)
        {
            text.Append(row[column].PadRight(widths[column] + 2));
        }

        while (text[^1] == ' ')
        {
            text.Length--;
        }

        text.Append('\n');
    }
}
