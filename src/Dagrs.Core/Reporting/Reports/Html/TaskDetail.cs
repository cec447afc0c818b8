using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The details of one task as JSON. Empty fields are left out.</summary>
internal static class TaskDetail
{
    /// <param name="json">Where the object is written.</param>
    /// <param name="run">The run.</param>
    /// <param name="task">The task.</param>
    /// <param name="most">The most bytes of output to keep.</param>
    public static void Write(Utf8JsonWriter json, RecordedRun run, RecordedTask task, int most)
    {
        json.WriteStartObject();
        WriteText(json, "kind", task.Kind, PageLimits.Value);
        WriteText(json, "command", task.Command, PageLimits.Command);
        WriteText(json, "folder", task.Directory, PageLimits.Value);
        WriteText(json, "when", task.When == "success" ? null : task.When, PageLimits.Value);
        WriteText(json, "if", task.If, PageLimits.Value);
        WriteText(json, "signal", task.Signal, PageLimits.Value);
        if (task.ExitCode is { } code)
        {
            json.WriteNumber("exit", code);
        }

        WriteResources(json, task);
        WriteResults(json, task);
        WriteWarnings(json, task);
        WriteAttempts(json, task, most);
        var output = PageOutput.Of(task.Output, most);
        WriteOutput(json, output, task.HadTerminal);
        WriteText(json, "again", output?.IsStoredLonger == true ? Rerun.Of(run, task) : null, PageLimits.Command);
        json.WriteEndObject();
    }

    // The output of the last attempt is that of the task.
    private static void WriteAttempts(Utf8JsonWriter json, RecordedTask task, int most)
    {
        if (task.Attempts.Count == 0)
        {
            return;
        }

        json.WriteStartArray("attempts");
        var first = Math.Max(0, task.Attempts.Count - PageLimits.Values);
        for (var number = first; number < task.Attempts.Count; number++)
        {
            var attempt = task.Attempts[number];
            json.WriteStartObject();
            json.WriteNumber("number", number + 1);
            json.WriteNumber("start", Columns.Microseconds(attempt.Start));
            json.WriteNumber("time", Columns.Microseconds(attempt.Duration));
            json.WriteString("words", OneLine.Of(attempt.Words, PageLimits.Value));
            if (number < task.Attempts.Count - 1)
            {
                WriteOutput(json, PageOutput.Of(attempt.Output, Math.Min(most, PageLimits.OutputOfOthers)), task.HadTerminal);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOutput(Utf8JsonWriter json, PageOutput? output, bool hadTerminal)
    {
        if (output is null && hadTerminal)
        {
            json.WriteStartArray("output");
            json.WriteStringValue("");
            json.WriteStringValue(TaskWords.NotCaptured);
            json.WriteEndArray();
        }

        if (output is null)
        {
            return;
        }

        json.WriteStartArray("output");
        foreach (var (style, text) in output.Runs)
        {
            json.WriteStringValue(style);
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
        if (output.LeftOut > 0)
        {
            json.WriteNumber("left", output.LeftOut);
        }
    }

    private static void WriteResources(Utf8JsonWriter json, RecordedTask task)
    {
        if (task.Resources.Count == 0)
        {
            return;
        }

        json.WriteStartObject("takes");
        foreach (var (name, amount) in task.Resources)
        {
            json.WriteNumber(OneLine.Of(name, PageLimits.Title), amount);
        }

        json.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter json, RecordedTask task)
    {
        if (task.Results.Count == 0)
        {
            return;
        }

        json.WriteStartArray("results"); // a list: a JavaScript object would put numeric names first
        foreach (var (name, value) in task.Results.Take(PageLimits.Values))
        {
            json.WriteStartArray();
            json.WriteStringValue(OneLine.Of(name, PageLimits.Title));
            json.WriteStringValue(Lines(value, PageLimits.Value));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteWarnings(Utf8JsonWriter json, RecordedTask task)
    {
        if (task.Warnings.Count == 0)
        {
            return;
        }

        json.WriteStartArray("warnings");
        foreach (var warning in task.Warnings.Take(PageLimits.Values))
        {
            json.WriteStringValue(OneLine.Of(warning, PageLimits.Value));
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text, int most)
    {
        if (text is not null)
        {
            json.WriteString(name, Lines(text, most));
        }
    }

    /// <summary>
    /// A text of several lines, sanitised, cut in the middle when it is too long for a page. Secrets are masked here, because the page is compressed
    /// by the time it is written.
    /// </summary>
    public static string Lines(string text, int most)
    {
        text = SecretValues.OfProgram?.Apply(text) ?? text;
        if (text.Length > most)
        {
            text = $"{text[..(most / 2)]}\n... {text.Length - most} characters are left out ...\n{text[^(most / 2)..]}";
        }

        return string.Join('\n', text.Split('\n').Select(line => string.Join('\t', line.TrimEnd('\r').Split('\t').Select(OneLine.Escaped))));
    }
}
