using System.Buffers;
using System.Text.Json;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Runs;

namespace Dagrs.Core.State.Records;

/// <summary>A task's record as a line of JSON with a checksum at its end, and back. Lines that are not whole, and what is not known, are no record. Not thread-safe.</summary>
internal sealed class TaskRecordLine : IDisposable
{
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly Utf8JsonWriter _json;

    public TaskRecordLine() => _json = new(_line, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Writes a record and the end of its line.</summary>
    public void Write(IBufferWriter<byte> target, TaskRecord record)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("task"u8, record.Id);
        _json.WriteNumber("at"u8, record.Time.UtcTicks);
        if (record.Durations.Count > 0)
        {
            _json.WriteStartArray("took"u8);
            foreach (var duration in record.Durations)
            {
                _json.WriteNumberValue(Math.Round(duration.TotalSeconds, 6));
            }

            _json.WriteEndArray();
        }

        if (record.IsSilent)
        {
            _json.WriteBoolean("silent"u8, true);
        }

        if (record.Last is { } last)
        {
            WriteSuccess(last);
        }
        else if (record.Own.Count > 0)
        {
            WriteNames("own"u8, record.Own);
        }

        _json.Flush(); // without the end of the object, which the checksum brings
        target.Write(_line.WrittenSpan);
        JournalLine.End(target, _line.WrittenSpan);
    }

    /// <summary>The record of a line without its end; null: it is damaged, or of a kind that is not known.</summary>
    public static TaskRecord? Read(ReadOnlyMemory<byte> line)
    {
        if (!JournalLine.IsWhole(line.Span))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            return new(json.GetProperty("task"u8).GetString()!)
            {
                Time = new(json.GetProperty("at"u8).GetInt64(), TimeSpan.Zero),
                IsSilent = json.TryGetProperty("silent"u8, out _),
                Durations = json.TryGetProperty("took"u8, out var took) ? [.. took.EnumerateArray().Select(seconds => TimeSpan.FromSeconds(seconds.GetDouble()))] : [],
                Last = json.TryGetProperty("key"u8, out var key) ? ReadSuccess(json, key.GetString()!) : null,
                Own = ReadNames(json, "own"u8) ?? [],
            };
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The task of a line; null: it says none.</summary>
    public static string? TaskOf(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            return json.Read() && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("task"u8) && json.Read() && json.TokenType == JsonTokenType.String ? json.GetString() : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public void Dispose() => _json.Dispose();

    private void WriteSuccess(Success last)
    {
        _json.WriteString("key"u8, last.Key);
        _json.WriteNumber("end"u8, last.End.UtcTicks);
        _json.WriteStartArray("parts"u8);
        foreach (var part in last.Parts)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue((int)part.Kind);
            _json.WriteStringValue(part.Name);
            _json.WriteStringValue(part.Value);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        WriteFiles("inputs"u8, last.Inputs);
        WriteFiles("outputs"u8, last.Outputs);
        if (last.Strangers is { } strangers)
        {
            WriteNames("strangers"u8, strangers);
        }

        if (last.Output is { } output)
        {
            _json.WriteBase64String("stdout"u8, output.Span);
        }

        if (last.Results.Count > 0)
        {
            _json.WriteStartObject("results"u8);
            foreach (var (name, value) in last.Results)
            {
                _json.WriteString(name, value);
            }

            _json.WriteEndObject();
        }
    }

    private void WriteNames(ReadOnlySpan<byte> key, IReadOnlyList<string> names)
    {
        _json.WriteStartArray(key);
        foreach (var name in names)
        {
            _json.WriteStringValue(name);
        }

        _json.WriteEndArray();
    }

    private void WriteFiles(ReadOnlySpan<byte> name, IReadOnlyList<RecordedFile> files)
    {
        _json.WriteStartArray(name);
        foreach (var (path, mark) in files)
        {
            _json.WriteStartArray();
            _json.WriteStringValue(path);
            _json.WriteStringValue(mark.Content);
            _json.WriteStringValue(mark.LinkText);
            _json.WriteNumberValue((int)mark.Kind);
            _json.WriteNumberValue(mark.IsExecutable ? 1 : 0);
            _json.WriteNumberValue(mark.ReadAt);
            _json.WriteNumberValue(mark.Boot);
            WriteStamp(mark.Stamp);
            if (mark.Target is { } target)
            {
                WriteStamp(target);
            }

            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void WriteStamp(FileStamp stamp)
    {
        _json.WriteNumberValue(stamp.Size);
        _json.WriteNumberValue(stamp.Modified);
        _json.WriteNumberValue(stamp.Changed);
        _json.WriteNumberValue(stamp.Inode);
        _json.WriteNumberValue(stamp.Device);
        _json.WriteNumberValue(stamp.Mode);
    }

    private static Success ReadSuccess(JsonElement json, string key) => new(key, new(json.GetProperty("end"u8).GetInt64(), TimeSpan.Zero))
    {
        Parts = [.. json.GetProperty("parts"u8).EnumerateArray().Select(part => new KeyPart((KeyPartKind)part[0].GetInt32(), part[1].GetString()!, part[2].GetString()!))],
        Inputs = ReadFiles(json.GetProperty("inputs"u8)),
        Outputs = ReadFiles(json.GetProperty("outputs"u8)),
        Strangers = ReadNames(json, "strangers"u8),
        Output = json.TryGetProperty("stdout"u8, out var output) ? output.GetBytesFromBase64() : null,
        Results = json.TryGetProperty("results"u8, out var results) ? results.EnumerateObject().ToDictionary(result => result.Name, result => result.Value.GetString()!, StringComparer.Ordinal) : new Dictionary<string, string>(),
    };

    private static List<string>? ReadNames(JsonElement json, ReadOnlySpan<byte> key) =>
        json.TryGetProperty(key, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : null;

    private static List<RecordedFile> ReadFiles(JsonElement files)
    {
        var read = new List<RecordedFile>(files.GetArrayLength());
        foreach (var file in files.EnumerateArray())
        {
            read.Add(new(file[0].GetString()!, new FileMark
            {
                Content = file[1].GetString(),
                LinkText = file[2].GetString(),
                Kind = (FileKind)file[3].GetByte(),
                IsExecutable = file[4].GetInt32() == 1,
                ReadAt = file[5].GetInt64(),
                Boot = file[6].GetUInt64(),
                Stamp = ReadStamp(file, 7),
                Target = file.GetArrayLength() > 13 ? ReadStamp(file, 13) : null,
            }));
        }

        return read;
    }

    private static FileStamp ReadStamp(JsonElement file, int at) =>
        new(file[at].GetInt64(), file[at + 1].GetInt64(), file[at + 2].GetInt64(), file[at + 3].GetUInt64(), file[at + 4].GetUInt64(), file[at + 5].GetUInt16());
}
