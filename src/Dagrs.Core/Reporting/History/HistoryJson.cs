using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.History;

/// <summary>Past runs as JSON. Keys may be added; none changes its meaning.</summary>
internal static class HistoryJson
{
    /// <summary>An array of runs, the latest first.</summary>
    public static string OfRuns(IReadOnlyList<PastRun> runs) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var past in runs)
        {
            Write(json, past);
        }

        json.WriteEndArray();
    });

    /// <summary>The output of a task of a run, and its outcome.</summary>
    public static string OfTask(RecordedRun run, RecordedTask task) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("run", run.Id);
        json.WriteString("task", task.Id);
        json.WriteString("state", task.State.Word());
        json.WriteString("words", task.Words);
        json.WriteNumberOrNull("exitCode"u8, task.ExitCode);
        json.WriteSpan("durationSeconds"u8, task.Duration);
        json.WriteStartObject("output");
        json.WriteOutput(task.Output is null ? [] : task.Output.Bytes.Span);
        json.WriteNumber("leftOutBytes", task.Output?.LeftOut ?? 0);
        json.WriteEndObject();
        json.WriteResults(task.Results);
        json.WriteEndObject();
    });

    /// <summary>An array of tasks, over all runs.</summary>
    public static string OfStatistics(IReadOnlyList<TaskStatistics> tasks) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var task in tasks)
        {
            json.WriteStartObject();
            json.WriteString("task", task.Task);
            json.WriteNumber("runs", task.Runs);
            WriteOrNull(json, "medianSeconds", task.Median?.TotalSeconds);
            WriteOrNull(json, "percentile95Seconds", task.Percentile95?.TotalSeconds);
            WriteOrNull(json, "failureRate", task.FailureRate);
            json.WriteNumber("retries", task.Retries);
            json.WriteNumber("hits", task.Hits);
            json.WriteNumber("savedSeconds", task.Saved.TotalSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, PastRun past)
    {
        var run = past.Run;
        json.WriteStartObject();
        json.WriteString("run", run.Id);
        json.WriteTime("start"u8, run.Start);
        json.WriteString("result", past.Result);
        json.WriteNumberOrNull("exitCode"u8, run.ExitCode);
        json.WriteSpan("durationSeconds"u8, run.Duration);
        json.WriteString("file", run.File);
        json.WriteString("stop", run.Stop);
        json.WriteNumber("tasks", run.Tasks.Count);
        json.WriteStartObject("counts");
        foreach (var state in (TaskState[])[TaskState.Pending, TaskState.Running, .. StateWords.Final])
        {
            if (past.Count(state) is > 0 and var count)
            {
                json.WriteNumber(state.Word(), count);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteOrNull(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
