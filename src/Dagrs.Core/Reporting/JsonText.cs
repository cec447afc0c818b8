using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Writes JSON for people and programs: indented, letters of every script unescaped, no reflection.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document as text; ends with a line break.</summary>
    /// <param name="write">Writes the document.</param>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            write(writer);
        }

        return Harmless(Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))) + "\n";
    }

    // Escapes control characters that JSON allows, such as those that reverse text; they can only occur within strings.
    private static string Harmless(string json)
    {
        if (!json.Any(c => c != '\n' && OneLine.IsUnsafe(c)))
        {
            return json;
        }

        var text = new StringBuilder(json.Length + 64);
        foreach (var c in json)
        {
            _ = c != '\n' && OneLine.IsUnsafe(c) ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : text.Append(c);
        }

        return text.ToString();
    }

    /// <summary>The matrix combination of a task, or null.</summary>
    internal static void WriteMatrix(this Utf8JsonWriter json, (string Family, IReadOnlyList<KeyValuePair<string, string>> Values)? matrix)
    {
        if (matrix is not var (family, values))
        {
            json.WriteNull("matrix");
            return;
        }

        json.WriteStartObject("matrix");
        json.WriteString("task", family);
        json.WriteStartObject("values");
        foreach (var (key, value) in values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Strings, or null.</summary>
    internal static void WriteStringsOrNull(this Utf8JsonWriter json, string name, IEnumerable<string>? values)
    {
        if (values is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteStrings(name, values);
        }
    }

    internal static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<int> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Seconds, or null.</summary>
    internal static void WriteSeconds(this Utf8JsonWriter json, string name, TimeSpan? span)
    {
        if (span is { } time)
        {
            json.WriteNumber(name, time.TotalSeconds);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
