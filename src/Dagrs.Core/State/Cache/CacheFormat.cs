using System.Buffers;
using System.Text;
using System.Text.Json;
using Blake3;
using Dagrs.Core.Model;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>Serialises an entry: one line of JSON, then the checksum of that line. Anything else is not an entry.</summary>
internal static class CacheFormat
{
    private const int SumLength = 64; // hexadecimal digits
    private const int HashLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static byte[] Write(CacheEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("key", entry.Key);
            json.WriteNumber("made", entry.Made.UtcTicks);
            json.WriteNumber("tookMs", entry.Took.TotalMilliseconds);
            WriteText(json, "onlyIn", entry.OnlyIn);
            WriteStreams(json, entry);
            json.WriteStartArray("results");
            foreach (var (name, value) in entry.Results)
            {
                json.WriteStartArray();
                json.WriteStringValue(name);
                json.WriteStringValue(value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartArray("files");
            foreach (var file in entry.Files)
            {
                WriteFile(json, file);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n', .. Encoding.ASCII.GetBytes(Sum(buffer.WrittenSpan)), (byte)'\n'];
    }

    /// <summary>Parses an entry; null when the bytes are not exactly what was written.</summary>
    public static CacheEntry? Read(ReadOnlyMemory<byte> bytes)
    {
        var length = bytes.Length - SumLength - 2;
        if (length <= 0 || bytes.Span[length] != '\n' || bytes.Span[^1] != '\n' || Encoding.ASCII.GetString(bytes.Span.Slice(length + 1, SumLength)) != Sum(bytes.Span[..length]))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(bytes[..length]);
            return Entry(json.RootElement);
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>True for text that can be a hash in hex, and so the name of a file in the store.</summary>
    public static bool IsHash(string text) => text.Length == HashLength && !text.AsSpan().ContainsAnyExcept(HexDigits);

    private static CacheEntry? Entry(JsonElement json)
    {
        var entry = new CacheEntry
        {
            Key = json.GetProperty("key").GetString()!,
            Made = json.TryGetProperty("made", out var made) ? new(made.GetInt64(), TimeSpan.Zero) : default, // an entry without it is older than any age
            Took = TimeSpan.FromMilliseconds(json.GetProperty("tookMs").GetDouble()),
            Streams = [.. json.GetProperty("streams").EnumerateArray().Select(static stream => stream.GetString())],
            Order = [.. json.GetProperty("order").EnumerateArray().Select(static piece => new LogPiece((OutputChannel)piece[0].GetByte(), piece[1].GetInt64()))],
            IsOutputApart = json.GetProperty("outputApart").GetBoolean(),
            OnlyIn = Text(json, "onlyIn"),
            Results = [.. json.GetProperty("results").EnumerateArray().Select(static result => KeyValuePair.Create(result[0].GetString()!, result[1].GetString()!))],
            Files = [.. json.GetProperty("files").EnumerateArray().Select(File)],
        };
        return IsSound(entry) ? entry : null;
    }

    // An entry from elsewhere may say anything: each name must stay below the folder and occur once.
    private static bool IsSound(CacheEntry entry)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in entry.Files)
        {
            if (!names.Add(file.Name) || file.Name.Contains('\0') || (file.Kind == FileKind.File && !IsHash(file.Content)) || !Path.GetRelativePath("/r", "/r/" + file.Name).Equals(file.Name, StringComparison.Ordinal)
                || file.Name is "" or "." or ".." || file.Name[0] == '/' || file.Name.StartsWith("../", StringComparison.Ordinal))
            {
                return false;
            }
        }

        foreach (var file in entry.Files)
        {
            for (var end = file.Name.LastIndexOf('/'); end > 0; end = file.Name.LastIndexOf('/', end - 1))
            {
                if (names.Contains(file.Name[..end]))
                {
                    return false; // it would lie below a file or be reached through a link
                }
            }
        }

        return entry.Streams.Count == TaskLog.Streams && entry.Streams.All(static hash => hash is null || IsHash(hash)) && entry.Order.All(static piece => (int)piece.Channel < TaskLog.Streams && piece.Length > 0);
    }

    private static CachedFile File(JsonElement json)
    {
        var name = json.GetProperty("name").GetString()!;
        return json.TryGetProperty("link", out var link) ? new(name, FileKind.Link, link.GetString()!, default, 0)
            : Mode(json) is var mode && json.TryGetProperty("content", out var content) ? new(name, FileKind.File, content.GetString()!, mode, json.GetProperty("size").GetInt64())
            : new(name, FileKind.Folder, "", mode, 0);
    }

    private static UnixFileMode Mode(JsonElement json) => (UnixFileMode)(Convert.ToInt32(json.GetProperty("mode").GetString()!, 8) & 0x1ff);

    private static void WriteStreams(Utf8JsonWriter json, CacheEntry entry)
    {
        json.WriteBoolean("outputApart", entry.IsOutputApart);
        json.WriteStartArray("streams");
        foreach (var hash in entry.Streams)
        {
            json.WriteStringValue(hash);
        }

        json.WriteEndArray();
        json.WriteStartArray("order");
        foreach (var piece in entry.Order)
        {
            json.WriteStartArray();
            json.WriteNumberValue((int)piece.Channel);
            json.WriteNumberValue(piece.Length);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteFile(Utf8JsonWriter json, CachedFile file)
    {
        json.WriteStartObject();
        json.WriteString("name", file.Name);
        switch (file.Kind)
        {
            case FileKind.Link:
                json.WriteString("link", file.Content);
                break;
            case FileKind.File:
                json.WriteString("content", file.Content);
                json.WriteNumber("size", file.Size);
                goto default;
            default:
                json.WriteString("mode", Convert.ToString((int)file.Mode, 8));
                break;
        }

        json.WriteEndObject();
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static string Sum(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(Hasher.Hash(bytes).AsSpan());
}
