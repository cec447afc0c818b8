using System.Text.Json;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>Parses events from their lines. Unknown types, keys, states and tasks are skipped. Not thread-safe.</summary>
internal sealed class EventLineReader
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>The event of a line; null: the line is empty, or its type is unknown to this version.</summary>
    /// <exception cref="FormatException">The line does not belong to a stream of events.</exception>
    public RecordedEvent? Read(ReadOnlyMemory<byte> line)
    {
        if (line.Span.Trim(" \r\n\t"u8).IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(JsonFields.Of(document.RootElement));
        }
        catch (Exception wrong) when (wrong is JsonException or OverflowException or InvalidOperationException)
        {
            throw new FormatException("it is not JSON", wrong);
        }
    }

    private RecordedEvent? Read(JsonFields json)
    {
        var (number, time, type, run) = (json.Number("seq"), json.Time("time"), json.Text("type"), json.Text("run"));
        switch (type)
        {
            case EventType.RunStarted:
                _places.Clear();
                return new RecordedEvent.RunStarted(number, time, run, RecordedReader.Run(json, time) with { Tasks = RecordedReader.Tasks(json, _places) });
            case EventType.RunStopping:
                return new RecordedEvent.RunStopping(number, time, run, json.Text("cause"), json.Text("words"), Place(json), json.TextOrNull("signal"), RecordedReader.Places(json, "cleanUp", _places));
            case EventType.ReporterFailed:
                return new RecordedEvent.ReporterFailed(number, time, run, json.Text("reporter"), json.Text("error"));
            case EventType.LeftoversEnded:
                return new RecordedEvent.LeftoversEnded(number, time, run, json.Whole("count"));
            case EventType.Problem:
                return new RecordedEvent.Problem(number, time, run, RecordedReader.Problem(json));
            case EventType.RunFinished:
                return new RecordedEvent.RunFinished(number, time, run, json.Whole("exitCode"), json.Span("durationSeconds"), Counts(json));
            default:
                return Place(json) is { } task ? ReadOfTask(json, type, number, time, run, task) : null;
        }
    }

    private RecordedEvent? ReadOfTask(JsonFields json, string type, long number, DateTimeOffset time, string run, int task)
    {
        switch (type)
        {
            case EventType.TaskStarted:
                return new RecordedEvent.TaskStarted(number, time, run, task, json.Span("startSeconds"), json.TextOrNull("waitedFor"));
            case EventType.ProcessStarted:
                return new RecordedEvent.ProcessStarted(number, time, run, task, json.Whole("attempt"), json.Whole("pid"));
            case EventType.TerminalLent:
                return new RecordedEvent.TerminalLent(number, time, run, task);
            case EventType.ServiceReady:
                return new RecordedEvent.ServiceReady(number, time, run, task, json.Span("readySeconds"));
            case EventType.ServiceStopping:
                return new RecordedEvent.ServiceStopping(number, time, run, task);
            case EventType.TaskOutput:
                return new RecordedEvent.TaskOutput(number, time, run, task, Channel(json), json.Output(), json.Flag("more"), json.NumberOrNull("leftOutBytes") ?? 0);
            case EventType.TaskJudged:
                return new RecordedEvent.TaskJudged(number, time, run, task, json.Flag("upToDate"), json.Text("why"), json.Texts("differences"));
            case EventType.TaskWarned:
                return new RecordedEvent.TaskWarned(number, time, run, task, json.Text("message"));
            case EventType.TaskRetrying:
                return new RecordedEvent.TaskRetrying(number, time, run, task, json.Whole("attempt"), End(json), json.Span("startSeconds"), json.Span("durationSeconds"), json.Span("delaySeconds"));
            case EventType.TaskFinished when RecordedReader.State(json) is { } state:
                return new RecordedEvent.TaskFinished(
                    number,
                    time,
                    run,
                    task,
                    state,
                    End(json),
                    RecordedReader.Place(json, "because", _places),
                    json.Span("startSeconds"),
                    json.Span("durationSeconds"),
                    json.WholeOrNull("attempts") ?? 1,
                    json.TextsByName("results"));
            default:
                return null;
        }
    }

    private int? Place(JsonFields json) => RecordedReader.Place(json, "task", _places);

    private static RecordedEnd End(JsonFields json) => new(json.Text("words"), json.WholeOrNull("exitCode"), json.TextOrNull("signal"));

    private static OutputChannel Channel(JsonFields json) => json.TextOrNull("channel") switch { "stdout" => OutputChannel.Out, "stderr" => OutputChannel.Error, _ => OutputChannel.Merged };

    private static List<KeyValuePair<TaskState, int>> Counts(JsonFields json)
    {
        var counts = new List<KeyValuePair<TaskState, int>>();
        foreach (var (word, count) in json.Amounts("counts"))
        {
            if (StateWords.TryParse(word, out var state))
            {
                counts.Add(new(state, (int)count));
            }
        }

        return counts;
    }
}
