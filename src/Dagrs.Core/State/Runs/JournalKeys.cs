using System.Text.Json;
using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.State.Runs;

/// <summary>The journal's additions to the event stream: the request of the run, the definition of each task, and what tasks handed over.</summary>
internal static class JournalKeys
{
    /// <summary>The type of the line that stores what a task handed over.</summary>
    public const string TaskKept = "task-kept";

    /// <summary>Writes the additional keys of the start of a run into its object.</summary>
    public static void WriteBegin(Utf8JsonWriter json, RunRequest request, IReadOnlyList<string> definitions)
    {
        json.WriteStartObject("asked"u8);
        json.WriteTexts("tasks"u8, request.Tasks);
        json.WriteBoolean("only"u8, request.Only);
        json.WriteTexts("skip"u8, request.Skip);
        json.WriteTexts("from"u8, request.From);
        json.WriteTexts("until"u8, request.Until);
        json.WriteStartArray("parameters"u8);
        foreach (var (name, value) in request.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            json.WriteString("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("arguments"u8);
        foreach (var argument in request.Arguments)
        {
            json.WriteStringValue(argument);
        }

        json.WriteEndArray();
        if (request.GoesOn is { } goesOn)
        {
            json.WriteString("goesOn"u8, goesOn);
        }

        json.WriteEndObject();
        json.WriteTexts("definitions"u8, definitions);
    }

    /// <summary>Writes what a task handed over into an open object, which the caller ends.</summary>
    public static void WriteKept(Utf8JsonWriter json, string run, string task, StoredValue value)
    {
        json.WriteNumber("v"u8, RecordedJson.Version);
        json.WriteString("type"u8, TaskKept);
        json.WriteString("run"u8, run);
        json.WriteString("task"u8, task);
        if (value.Output is { } output)
        {
            json.WriteOutput(output);
        }

        json.WriteResults(value.Results);
        if (value.Handed is { } handed)
        {
            json.WriteString("handed"u8, handed);
        }
    }

    /// <summary>The additional keys of the start of a run; null: there are none, because another dagrs wrote it.</summary>
    public static (RunRequest Request, IReadOnlyList<string> Definitions)? ReadBegin(ReadOnlyMemory<byte> line) => Read(line, json => json.ObjectOrNull("asked") is { } asked
        ? (new RunRequest
        {
            Tasks = asked.Texts("tasks"),
            Only = asked.Flag("only"),
            Skip = asked.Texts("skip"),
            From = asked.Texts("from"),
            Until = asked.Texts("until"),
            Parameters = [.. asked.Objects("parameters").Select(parameter => KeyValuePair.Create(parameter.Text("name"), parameter.TextOrNull("value")))],
            Arguments = asked.TextsOrNulls("arguments"),
            GoesOn = asked.TextOrNull("goesOn"),
        }, json.Texts("definitions"))
        : default((RunRequest, IReadOnlyList<string>)?));

    /// <summary>What a task handed over; null: the line is of another type.</summary>
    public static (string Run, string Task, StoredValue Value)? ReadKept(ReadOnlyMemory<byte> line) => Read(line, json => json.TextOrNull("type") == TaskKept
        ? (json.Text("run"), json.Text("task"), new StoredValue(json.TextOrNull("text") is null ? null : json.Output(), json.TextsByName("results")) { Handed = json.TextOrNull("handed") })
        : default((string, string, StoredValue)?));

    private static T? Read<T>(ReadOnlyMemory<byte> line, Func<JsonFields, T?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return read(JsonFields.Of(document.RootElement));
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            return default;
        }
    }
}
