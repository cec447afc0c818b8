using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>The run report as JSON. <see cref="JsonReportReader"/> reads it back. Keys may be added; none changes its meaning.</summary>
internal static class JsonReport
{
    private const int FlushAt = 64 * 1024; // bytes

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = RecordedJson.Encoder };

    public static void Write(RecordedRun run, Stream target)
    {
        using (var json = new Utf8JsonWriter(target, Layout))
        {
            json.WriteStartObject();
            WriteRun(json, run);
            json.WriteStartArray("tasks"u8);
            foreach (var task in run.Tasks)
            {
                WriteTask(json, task, run.Tasks);
                if (json.BytesPending > FlushAt)
                {
                    json.Flush();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        target.WriteByte((byte)'\n');
    }

    private static void WriteRun(Utf8JsonWriter json, RecordedRun run)
    {
        json.WriteNumber("v"u8, RecordedJson.Version);
        json.WriteString("run"u8, run.Id);
        json.WriteTime("start"u8, run.Start);
        json.WriteSpan("durationSeconds"u8, run.Duration);
        json.WriteNumberOrNull("exitCode"u8, run.ExitCode);
        json.WriteString("stop"u8, run.Stop);
        json.WriteRun(run);
        WriteCounts(json, run.Tasks);
        json.WriteIds("criticalPath"u8, run.CriticalPath, run.Tasks);
        json.WriteStartArray("problems"u8);
        foreach (var problem in run.Problems)
        {
            json.WriteStartObject();
            json.WriteProblem(problem);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("warnings"u8, run.Warnings);
    }

    private static void WriteCounts(Utf8JsonWriter json, IReadOnlyList<RecordedTask> tasks)
    {
        var counts = new int[(int)TaskState.UpToDate + 1];
        foreach (var task in tasks)
        {
            counts[(int)task.State]++;
        }

        json.WriteStartObject("counts"u8);
        foreach (var state in (ReadOnlySpan<TaskState>)[TaskState.Pending, TaskState.Running, .. StateWords.Final])
        {
            if (counts[(int)state] > 0)
            {
                json.WriteNumber(state.Word(), counts[(int)state]);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter json, RecordedTask task, IReadOnlyList<RecordedTask> tasks)
    {
        json.WriteStartObject();
        json.WriteTask(task, tasks);
        json.WriteString("state"u8, task.State.Word());
        json.WriteString("words"u8, task.Words);
        json.WriteNumberOrNull("exitCode"u8, task.ExitCode);
        json.WriteString("signal"u8, task.Signal);
        json.WriteString("because"u8, task.Because is { } because ? tasks[because].Id : null);
        json.WriteNumberOrNull("slot"u8, task.Slot);
        if (task.ServiceLane is { } lane)
        {
            json.WriteNumber("serviceLane"u8, lane);
        }

        if (task.ReadyAt is { } readyAt)
        {
            json.WriteSpan("readyAtSeconds"u8, readyAt);
        }

        json.WriteSpan("readySeconds"u8, task.Ready);
        json.WriteString("waitedFor"u8, task.WaitedFor);
        json.WriteSpan("startSeconds"u8, task.Start);
        json.WriteSpan("durationSeconds"u8, task.Duration);
        WriteAttempts(json, task.Attempts);
        json.WriteResults(task.Results);
        if (task.HadTerminal)
        {
            json.WriteBoolean("hadTerminal"u8, true);
        }

        json.WriteTexts("warnings"u8, task.Warnings);
        if (task.Output is { } output && !(task.State.IsGood() && task.State != TaskState.FailedAllowed))
        {
            json.WriteStartObject("output"u8);
            json.WriteOutput(output.Bytes.Span);
            json.WriteNumber("leftOutBytes"u8, output.LeftOut);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAttempts(Utf8JsonWriter json, IReadOnlyList<RecordedAttempt> attempts)
    {
        json.WriteStartArray("attempts"u8);
        foreach (var attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteSpan("startSeconds"u8, attempt.Start);
            json.WriteSpan("durationSeconds"u8, attempt.Duration);
            json.WriteString("words"u8, attempt.Words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
