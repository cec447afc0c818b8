using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Dagrs.Core.Events.Recording;

/// <summary>Writes the parts that the event stream and the report share. Each value has exactly one form, and nothing uses reflection.</summary>
internal static class RecordedJson
{
    /// <summary>The version of both formats. It changes only when a key changes its meaning or is removed.</summary>
    public const int Version = 1;

    private const int LongestTime = 28; // 2026-03-14T14:09:26.5350000Z

    /// <summary>Leaves letters as they are. Characters that might end a line for some readers are escaped.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>A time in UTC, to the tick.</summary>
    public static void WriteTime(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[LongestTime];
        time.UtcDateTime.TryFormat(text, out var length, "O");
        json.WriteString(name, text[..length]);
    }

    /// <summary>A duration in seconds, to the tick.</summary>
    public static void WriteSpan(this Utf8JsonWriter json, ReadOnlySpan<byte> name, TimeSpan span) => json.WriteNumber(name, span.TotalSeconds);

    public static void WriteNumberOrNull(this Utf8JsonWriter json, ReadOnlySpan<byte> name, int? number)
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

    /// <summary>Output as text, and also as base64 when the text does not represent all of it.</summary>
    public static void WriteOutput(this Utf8JsonWriter json, ReadOnlySpan<byte> bytes)
    {
        json.WriteString("text"u8, bytes);
        if (!Utf8.IsValid(bytes))
        {
            json.WriteBase64String("bytes"u8, bytes);
        }
    }

    public static void WriteTexts(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Tasks by their ids.</summary>
    public static void WriteIds(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<int> places, IReadOnlyList<RecordedTask> tasks)
    {
        json.WriteStartArray(name);
        foreach (var place in places)
        {
            json.WriteStringValue(tasks[place].Id);
        }

        json.WriteEndArray();
    }

    public static void WriteAmounts(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, long> amounts)
    {
        json.WriteStartObject(name);
        foreach (var (key, amount) in amounts)
        {
            json.WriteNumber(key, amount);
        }

        json.WriteEndObject();
    }

    public static void WriteResults(this Utf8JsonWriter json, IReadOnlyDictionary<string, string> results)
    {
        json.WriteStartObject("results"u8);
        foreach (var (name, value) in results)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    /// <summary>The conditions of a run.</summary>
    public static void WriteRun(this Utf8JsonWriter json, RecordedRun run)
    {
        json.WriteString("version"u8, run.Version);
        json.WriteString("file"u8, run.File);
        json.WriteString("directory"u8, run.Folder);
        json.WriteNumber("jobs"u8, run.Jobs);
        json.WriteString("schedule"u8, run.Schedule);
        json.WriteString("executor"u8, run.Executor);
        json.WriteAmounts("resources"u8, run.Resources);
    }

    /// <summary>The definition of a task.</summary>
    public static void WriteTask(this Utf8JsonWriter json, RecordedTask task, IReadOnlyList<RecordedTask> tasks)
    {
        json.WriteString("id"u8, task.Id);
        json.WriteString("name"u8, task.Name);
        json.WriteString("kind"u8, task.Kind);
        json.WriteString("command"u8, task.Command);
        json.WriteString("directory"u8, task.Directory);
        json.WriteString("path"u8, task.Path);
        json.WriteNumberOrNull("line"u8, task.Line > 0 ? task.Line : null);
        json.WriteIds("after"u8, task.After, tasks);
        json.WriteTexts("tags"u8, task.Tags);
        json.WriteString("when"u8, task.When);
        json.WriteString("if"u8, task.If);
        if (task.IsService)
        {
            json.WriteBoolean("service"u8, true);
        }

        if (task.IsInteractive)
        {
            json.WriteBoolean("interactive"u8, true);
        }

        json.WriteAmounts("resources"u8, task.Resources);
    }

    public static void WriteProblem(this Utf8JsonWriter json, RecordedProblem problem)
    {
        json.WriteString("message"u8, problem.Message);
        json.WriteString("path"u8, problem.Path);
        json.WriteNumberOrNull("line"u8, problem.Line > 0 ? problem.Line : null);
        json.WriteNumberOrNull("column"u8, problem.Column > 0 ? problem.Column : null);
        json.WriteString("code"u8, problem.Code);
    }
}
