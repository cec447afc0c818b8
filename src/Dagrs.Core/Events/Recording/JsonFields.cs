using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dagrs.Core.Events.Recording;

/// <summary>Reads the keys of an object of the stream or the report: a missing or null key gives an empty value, a value of another type is an error.</summary>
/// <param name="json">The object.</param>
internal readonly struct JsonFields(JsonElement json)
{
    private const double TicksPerSecond = TimeSpan.TicksPerSecond;

    public static JsonFields Of(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? new(json) : throw new FormatException("expected an object");

    public string? TextOrNull(string name) => Find(name, JsonValueKind.String) is { } value ? value.GetString() : null;

    public string Text(string name) => TextOrNull(name) ?? throw Missing(name);

    public long Number(string name) => NumberOrNull(name) ?? throw Missing(name);

    public long? NumberOrNull(string name) => Find(name, JsonValueKind.Number) is { } value
        ? value.TryGetInt64(out var number) ? number : throw new FormatException($"'{name}' is not a whole number")
        : null;

    public int Whole(string name) => checked((int)Number(name));

    public int? WholeOrNull(string name) => NumberOrNull(name) is { } number ? checked((int)number) : null;

    /// <summary>Seconds; null when missing.</summary>
    public TimeSpan? SpanOrNull(string name) => Find(name, JsonValueKind.Number) is null ? null : Span(name);

    public TimeSpan Span(string name) => Find(name, JsonValueKind.Number) is { } value ? TimeSpan.FromTicks(checked((long)Math.Round(value.GetDouble() * TicksPerSecond))) : TimeSpan.Zero;

    public DateTimeOffset Time(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw new FormatException($"'{name}' is not a timestamp");

    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var text in Items(name))
        {
            texts.Add(text.ValueKind == JsonValueKind.String ? text.GetString()! : throw new FormatException($"'{name}' contains something that is not a string"));
        }

        return texts.Count == 0 ? [] : texts;
    }

    public IReadOnlyList<string?> TextsOrNulls(string name)
    {
        var texts = new List<string?>();
        foreach (var text in Items(name))
        {
            texts.Add(text.ValueKind is JsonValueKind.String or JsonValueKind.Null ? text.GetString() : throw new FormatException($"'{name}' contains something that is not a string"));
        }

        return texts;
    }

    public IReadOnlyDictionary<string, long> Amounts(string name)
    {
        var amounts = new OrderedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var one in Entries(name))
        {
            amounts[one.Name] = one.Value.GetInt64();
        }

        return amounts.Count == 0 ? Model.Resources.None : amounts;
    }

    public IReadOnlyDictionary<string, string> TextsByName(string name)
    {
        var texts = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in Entries(name))
        {
            texts[one.Name] = one.Value.GetString() ?? "";
        }

        return texts;
    }

    /// <summary>The objects of a list; empty where there is no list.</summary>
    public IEnumerable<JsonFields> Objects(string name)
    {
        foreach (var item in Items(name))
        {
            yield return Of(item);
        }
    }

    /// <summary>The object under a name; null: there is none.</summary>
    public JsonFields? ObjectOrNull(string name) => Find(name, JsonValueKind.Object) is { } value ? new(value) : null;

    /// <summary>The original output, from its bytes or its text.</summary>
    public byte[] Output() => Find("bytes", JsonValueKind.String) is { } bytes ? bytes.GetBytesFromBase64() : Encoding.UTF8.GetBytes(Text("text"));

    public bool Flag(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private JsonElement.ArrayEnumerator Items(string name) => Find(name, JsonValueKind.Array)?.EnumerateArray() ?? default;

    private JsonElement.ObjectEnumerator Entries(string name) => Find(name, JsonValueKind.Object)?.EnumerateObject() ?? default;

    private JsonElement? Find(string name, JsonValueKind kind)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == kind ? value : throw new FormatException($"'{name}' is a {value.ValueKind.ToString().ToLowerInvariant()}");
    }

    private static FormatException Missing(string name) => new($"'{name}' is missing");
}
