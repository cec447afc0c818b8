using System.Text.Json;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>Writes an event as the JSON object of its line. <see cref="EventLineReader"/> parses it.</summary>
internal static class EventLine
{
    /// <param name="json">The target.</param>
    /// <param name="happened">The event.</param>
    /// <param name="tasks">The tasks of the run.</param>
    public static void Write(Utf8JsonWriter json, RecordedEvent happened, IReadOnlyList<RecordedTask> tasks)
    {
        json.WriteStartObject();
        WriteKeys(json, happened, tasks);
        json.WriteEndObject();
    }

    /// <summary>Writes its keys into an object that the caller begins and ends.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    public static void WriteKeys(Utf8JsonWriter json, RecordedEvent happened, IReadOnlyList<RecordedTask> tasks)
    {
        json.WriteNumber("v"u8, RecordedJson.Version);
        json.WriteNumber("seq"u8, happened.Number);
        json.WriteTime("time"u8, happened.Time);
        json.WriteString("type"u8, TypeOf(happened));
        json.WriteString("run"u8, happened.Run);
        switch (happened)
        {
            case RecordedEvent.RunStarted started:
                WriteBegin(json, started.Begin);
                break;
            case RecordedEvent.TaskStarted started:
                json.WriteString("task"u8, tasks[started.Task].Id);
                json.WriteSpan("startSeconds"u8, started.Start);
                json.WriteString("waitedFor"u8, started.WaitedFor);
                break;
            case RecordedEvent.ProcessStarted started:
                json.WriteString("task"u8, tasks[started.Task].Id);
                json.WriteNumber("attempt"u8, started.Attempt);
                json.WriteNumber("pid"u8, started.Pid);
                break;
            case RecordedEvent.TerminalLent lent:
                json.WriteString("task"u8, tasks[lent.Task].Id);
                break;
            case RecordedEvent.ServiceReady ready:
                json.WriteString("task"u8, tasks[ready.Task].Id);
                json.WriteSpan("readySeconds"u8, ready.Moment);
                break;
            case RecordedEvent.ServiceStopping stopping:
                json.WriteString("task"u8, tasks[stopping.Task].Id);
                break;
            case RecordedEvent.TaskOutput output:
                WriteOutput(json, output, tasks);
                break;
            case RecordedEvent.TaskJudged judged:
                json.WriteString("task"u8, tasks[judged.Task].Id);
                json.WriteBoolean("upToDate"u8, judged.IsUpToDate);
                json.WriteString("why"u8, judged.Why);
                json.WriteTexts("differences"u8, judged.Differences);
                break;
            case RecordedEvent.TaskWarned warned:
                json.WriteString("task"u8, tasks[warned.Task].Id);
                json.WriteString("message"u8, warned.Message);
                break;
            case RecordedEvent.TaskRetrying retrying:
                WriteRetry(json, retrying, tasks);
                break;
            case RecordedEvent.TaskFinished finished:
                WriteEnd(json, finished, tasks);
                break;
            case RecordedEvent.RunStopping stopping:
                WriteStop(json, stopping, tasks);
                break;
            case RecordedEvent.ReporterFailed failed:
                json.WriteString("reporter"u8, failed.Reporter);
                json.WriteString("error"u8, failed.Error);
                break;
            case RecordedEvent.LeftoversEnded ended:
                json.WriteNumber("count"u8, ended.Count);
                break;
            case RecordedEvent.Problem problem:
                json.WriteProblem(problem.What);
                break;
            case RecordedEvent.RunFinished finished:
                WriteEnd(json, finished);
                break;
        }
    }

    /// <summary>The word for an output stream of a task.</summary>
    public static string Word(OutputChannel channel) => channel switch { OutputChannel.Out => "stdout", OutputChannel.Error => "stderr", _ => "merged" };

    private static string TypeOf(RecordedEvent happened) => happened switch
    {
        RecordedEvent.RunStarted => EventType.RunStarted,
        RecordedEvent.TaskStarted => EventType.TaskStarted,
        RecordedEvent.ProcessStarted => EventType.ProcessStarted,
        RecordedEvent.TerminalLent => EventType.TerminalLent,
        RecordedEvent.ServiceReady => EventType.ServiceReady,
        RecordedEvent.ServiceStopping => EventType.ServiceStopping,
        RecordedEvent.TaskOutput => EventType.TaskOutput,
        RecordedEvent.TaskWarned => EventType.TaskWarned,
        RecordedEvent.TaskJudged => EventType.TaskJudged,
        RecordedEvent.TaskRetrying => EventType.TaskRetrying,
        RecordedEvent.TaskFinished => EventType.TaskFinished,
        RecordedEvent.RunStopping => EventType.RunStopping,
        RecordedEvent.ReporterFailed => EventType.ReporterFailed,
        RecordedEvent.LeftoversEnded => EventType.LeftoversEnded,
        RecordedEvent.Problem => EventType.Problem,
        RecordedEvent.RunFinished => EventType.RunFinished,
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };

    private static void WriteBegin(Utf8JsonWriter json, RecordedRun run)
    {
        json.WriteRun(run);
        json.WriteStartArray("tasks"u8);
        foreach (var task in run.Tasks)
        {
            json.WriteStartObject();
            json.WriteTask(task, run.Tasks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOutput(Utf8JsonWriter json, RecordedEvent.TaskOutput output, IReadOnlyList<RecordedTask> tasks)
    {
        json.WriteString("task"u8, tasks[output.Task].Id);
        json.WriteString("channel"u8, Word(output.Channel));
        json.WriteOutput(output.Bytes.Span);
        if (output.GoesOn)
        {
            json.WriteBoolean("more"u8, true);
        }

        if (output.LeftOut > 0)
        {
            json.WriteNumber("leftOutBytes"u8, output.LeftOut);
        }
    }

    private static void WriteRetry(Utf8JsonWriter json, RecordedEvent.TaskRetrying retrying, IReadOnlyList<RecordedTask> tasks)
    {
        json.WriteString("task"u8, tasks[retrying.Task].Id);
        json.WriteNumber("attempt"u8, retrying.Attempt);
        WriteHow(json, retrying.End);
        json.WriteSpan("startSeconds"u8, retrying.Start);
        json.WriteSpan("durationSeconds"u8, retrying.Duration);
        json.WriteSpan("delaySeconds"u8, retrying.Delay);
    }

    private static void WriteEnd(Utf8JsonWriter json, RecordedEvent.TaskFinished finished, IReadOnlyList<RecordedTask> tasks)
    {
        json.WriteString("task"u8, tasks[finished.Task].Id);
        json.WriteString("state"u8, finished.State.Word());
        WriteHow(json, finished.End);
        json.WriteString("because"u8, finished.Because is { } because ? tasks[because].Id : null);
        json.WriteSpan("startSeconds"u8, finished.Start);
        json.WriteSpan("durationSeconds"u8, finished.Duration);
        json.WriteNumber("attempts"u8, finished.Attempts);
        json.WriteResults(finished.Results);
    }

    private static void WriteHow(Utf8JsonWriter json, RecordedEnd end)
    {
        json.WriteString("words"u8, end.Words);
        json.WriteNumberOrNull("exitCode"u8, end.ExitCode);
        json.WriteString("signal"u8, end.Signal);
    }

    private static void WriteStop(Utf8JsonWriter json, RecordedEvent.RunStopping stopping, IReadOnlyList<RecordedTask> tasks)
    {
        json.WriteString("cause"u8, stopping.Cause);
        json.WriteString("words"u8, stopping.Words);
        json.WriteString("task"u8, stopping.Task is { } task ? tasks[task].Id : null);
        json.WriteString("signal"u8, stopping.Signal);
        json.WriteIds("cleanUp"u8, stopping.CleanUp, tasks);
    }

    private static void WriteEnd(Utf8JsonWriter json, RecordedEvent.RunFinished finished)
    {
        json.WriteNumber("exitCode"u8, finished.ExitCode);
        json.WriteSpan("durationSeconds"u8, finished.Duration);
        json.WriteStartObject("counts"u8);
        foreach (var (state, count) in finished.Counts)
        {
            json.WriteNumber(state.Word(), count);
        }

        json.WriteEndObject();
    }
}
