using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>Reads the run report back. Unknown keys are skipped.</summary>
internal static class JsonReportReader
{
    /// <exception cref="FormatException">The text is not a run report.</exception>
    public static RecordedRun Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(JsonFields.Of(document.RootElement));
        }
        catch (Exception wrong) when (wrong is JsonException or OverflowException or InvalidOperationException)
        {
            throw new FormatException("it is not JSON", wrong);
        }
    }

    private static RecordedRun Read(JsonFields json)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var tasks = RecordedReader.Tasks(json, places);
        var task = 0;
        foreach (var one in json.Objects("tasks"))
        {
            tasks[task] = ReadEnd(one, tasks[task], places);
            task++;
        }

        return RecordedReader.Run(json, json.Time("start")) with
        {
            Duration = json.Span("durationSeconds"),
            ExitCode = json.WholeOrNull("exitCode"),
            Stop = json.TextOrNull("stop"),
            Tasks = tasks,
            CriticalPath = RecordedReader.Places(json, "criticalPath", places),
            Problems = [.. json.Objects("problems").Select(RecordedReader.Problem)],
            Warnings = json.Texts("warnings"),
        };
    }

    private static RecordedTask ReadEnd(JsonFields json, RecordedTask task, Dictionary<string, int> places)
    {
        RecordedOutput? output = json.ObjectOrNull("output") is { } written ? new(written.Output(), written.NumberOrNull("leftOutBytes") ?? 0) : null;
        List<RecordedAttempt> attempts = [.. json.Objects("attempts").Select(attempt => new RecordedAttempt(attempt.Span("startSeconds"), attempt.Span("durationSeconds"), attempt.Text("words")))];
        if (attempts.Count > 0)
        {
            attempts[^1] = attempts[^1] with { Output = output };
        }

        return task with
        {
            State = RecordedReader.State(json) ?? TaskState.Pending,
            Words = json.Text("words"),
            ExitCode = json.WholeOrNull("exitCode"),
            Signal = json.TextOrNull("signal"),
            Because = RecordedReader.Place(json, "because", places),
            ReadyAt = json.SpanOrNull("readyAtSeconds"),
            ServiceLane = json.WholeOrNull("serviceLane"),
            Slot = json.WholeOrNull("slot"),
            Ready = json.Span("readySeconds"),
            WaitedFor = json.TextOrNull("waitedFor"),
            Start = json.Span("startSeconds"),
            Duration = json.Span("durationSeconds"),
            Attempts = attempts,
            Results = json.TextsByName("results"),
            Warnings = json.Texts("warnings"),
            HadTerminal = json.Flag("hadTerminal"),
            Output = output,
        };
    }
}
