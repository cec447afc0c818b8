using System.Text.Json;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Records;

/// <summary>Serialises the success of a task as the last keys of a JSON object. It does not know which task.</summary>
internal static class SuccessJson
{
    /// <summary>Writes the keys into an open object.</summary>
    public static void Write(Utf8JsonWriter json, Success last)
    {
        json.WriteString("key"u8, last.Key);
        json.WriteNumber("end"u8, last.End.UtcTicks);
        json.WriteStartArray("parts"u8);
        foreach (var part in last.Parts)
        {
            json.WriteStartArray();
            json.WriteNumberValue((int)part.Kind);
            json.WriteStringValue(part.Name);
            json.WriteStringValue(part.Value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        WriteFiles(json, "inputs"u8, last.Inputs);
        WriteFiles(json, "outputs"u8, last.Outputs);
        if (last.Strangers is { } strangers)
        {
            WriteNames(json, "strangers"u8, strangers);
        }

        if (last.Output is { } output)
        {
            json.WriteBase64String("stdout"u8, output.Span);
        }

        if (last.Results.Count > 0)
        {
            json.WriteStartObject("results"u8);
            foreach (var (name, value) in last.Results)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }
    }

    /// <summary>Reads to the end of the object.</summary>
    /// <param name="json">Positioned at the name of the first key.</param>
    /// <exception cref="InvalidOperationException">A key is missing or has the wrong type.</exception>
    public static Success Read(ref Utf8JsonReader json)
    {
        json.Read();
        var success = new Reading { Key = json.GetString() };
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadKey(ref json, success);
        }

        return success.Whole();
    }

    /// <summary>Writes a list of names.</summary>
    public static void WriteNames(Utf8JsonWriter json, ReadOnlySpan<byte> key, IReadOnlyList<string> names)
    {
        json.WriteStartArray(key);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads a list of names, from its start.</summary>
    public static List<string> ReadNames(ref Utf8JsonReader json)
    {
        var names = new List<string>();
        while (Next(ref json) == JsonTokenType.String)
        {
            names.Add(json.GetString()!);
        }

        return names;
    }

    private static void ReadKey(ref Utf8JsonReader json, Reading success)
    {
        if (json.ValueTextEquals("end"u8) && json.Read())
        {
            success.End = new(json.GetInt64(), TimeSpan.Zero);
        }
        else if (json.ValueTextEquals("parts"u8) && json.Read())
        {
            success.Parts = ReadParts(ref json);
        }
        else if (json.ValueTextEquals("inputs"u8) && json.Read())
        {
            success.Inputs = ReadFiles(ref json);
        }
        else if (json.ValueTextEquals("outputs"u8) && json.Read())
        {
            success.Outputs = ReadFiles(ref json);
        }
        else if (json.ValueTextEquals("strangers"u8) && json.Read())
        {
            success.Strangers = ReadNames(ref json);
        }
        else if (json.ValueTextEquals("stdout"u8) && json.Read())
        {
            success.Output = json.GetBytesFromBase64();
        }
        else if (json.ValueTextEquals("results"u8) && json.Read())
        {
            success.Results = ReadResults(ref json);
        }
        else
        {
            json.Skip();
        }
    }

    private static void WriteFiles(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<RecordedFile> files)
    {
        json.WriteStartArray(name);
        foreach (var (path, mark) in files)
        {
            json.WriteStartArray();
            json.WriteStringValue(path);
            json.WriteStringValue(mark.Content);
            json.WriteStringValue(mark.LinkText);
            json.WriteNumberValue((int)mark.Kind);
            json.WriteNumberValue(mark.IsExecutable ? 1 : 0);
            json.WriteNumberValue(mark.ReadAt);
            json.WriteNumberValue(mark.Boot);
            WriteStamp(json, mark.Stamp);
            if (mark.Target is { } target)
            {
                WriteStamp(json, target);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteStamp(Utf8JsonWriter json, FileStamp stamp)
    {
        json.WriteNumberValue(stamp.Size);
        json.WriteNumberValue(stamp.Modified);
        json.WriteNumberValue(stamp.Changed);
        json.WriteNumberValue(stamp.Inode);
        json.WriteNumberValue(stamp.Device);
        json.WriteNumberValue(stamp.Mode);
    }

    private static List<KeyPart> ReadParts(ref Utf8JsonReader json)
    {
        var parts = new List<KeyPart>(8);
        while (Next(ref json) == JsonTokenType.StartArray)
        {
            var kind = (KeyPartKind)Number(ref json);
            parts.Add(new(kind, Text(ref json) ?? throw Wrong(), Text(ref json) ?? throw Wrong()));
            End(ref json);
        }

        return parts;
    }

    private static List<RecordedFile> ReadFiles(ref Utf8JsonReader json)
    {
        var files = new List<RecordedFile>(1);
        while (Next(ref json) == JsonTokenType.StartArray)
        {
            var name = Text(ref json) ?? throw Wrong();
            var content = Text(ref json);
            var link = Text(ref json);
            var kind = (FileKind)checked((byte)Number(ref json));
            var isExecutable = Number(ref json) == 1;
            var readAt = Number(ref json);
            var boot = Large(ref json);
            var stamp = ReadStamp(ref json);
            FileStamp? target = null;
            if (Next(ref json) != JsonTokenType.EndArray)
            {
                target = ReadStamp(ref json, isAtFirst: true);
                End(ref json);
            }

            files.Add(new(name, new FileMark { Content = content, LinkText = link, Kind = kind, IsExecutable = isExecutable, ReadAt = readAt, Boot = boot, Stamp = stamp, Target = target }));
        }

        return files;
    }

    private static FileStamp ReadStamp(ref Utf8JsonReader json, bool isAtFirst = false)
    {
        var size = isAtFirst ? json.GetInt64() : Number(ref json);
        var modified = Number(ref json);
        var changed = Number(ref json);
        var inode = Large(ref json);
        var device = Large(ref json);
        return new(size, modified, changed, inode, device, checked((ushort)Number(ref json)));
    }

    private static Dictionary<string, string> ReadResults(ref Utf8JsonReader json)
    {
        var results = new Dictionary<string, string>(StringComparer.Ordinal);
        while (Next(ref json) == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            results[name] = Text(ref json) ?? throw Wrong();
        }

        return results;
    }

    private static JsonTokenType Next(ref Utf8JsonReader json) => json.Read() ? json.TokenType : JsonTokenType.None;

    private static string? Text(ref Utf8JsonReader json) => json.Read() ? json.GetString() : throw Wrong();

    private static long Number(ref Utf8JsonReader json) => json.Read() ? json.GetInt64() : throw Wrong();

    private static ulong Large(ref Utf8JsonReader json) => json.Read() ? json.GetUInt64() : throw Wrong();

    private static void End(ref Utf8JsonReader json)
    {
        if (Next(ref json) != JsonTokenType.EndArray)
        {
            throw Wrong();
        }
    }

    private static InvalidOperationException Wrong() => new("not what a record has");

    /// <summary>What has been read so far.</summary>
    private sealed class Reading
    {
        private static readonly Dictionary<string, string> NoResults = [];

        public string? Key { get; init; }

        public DateTimeOffset? End { get; set; }

        public List<KeyPart>? Parts { get; set; }

        public List<RecordedFile>? Inputs { get; set; }

        public List<RecordedFile>? Outputs { get; set; }

        public List<string>? Strangers { get; set; }

        public byte[]? Output { get; set; }

        public Dictionary<string, string>? Results { get; set; }

        public Success Whole() => Key is null || End is null || Parts is null || Inputs is null || Outputs is null ? throw Wrong() : new(Key, End.Value)
        {
            Parts = Parts,
            Inputs = Inputs,
            Outputs = Outputs,
            Strangers = Strangers,
            Output = Output is null ? null : (ReadOnlyMemory<byte>?)Output,
            Results = Results ?? NoResults,
        };
    }
}
