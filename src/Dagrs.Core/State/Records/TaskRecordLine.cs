using System.Buffers;
using System.Text.Json;
using Dagrs.Core.State.Runs;

namespace Dagrs.Core.State.Records;

/// <summary>Serialises a task's record as a line of JSON that ends with a checksum. Damaged and unknown lines are not records. Not thread-safe.</summary>
internal sealed class TaskRecordLine : IDisposable
{
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly Utf8JsonWriter _json;

    public TaskRecordLine() => _json = new(_line, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    // No string of a line can contain this: quotes are escaped there.
    private static ReadOnlySpan<byte> MissedMark => ",\"missed\":"u8;

    private static ReadOnlySpan<byte> Head => "{\"task\":\""u8;

    /// <summary>Writes a record and the end of its line.</summary>
    public void Write(IBufferWriter<byte> target, TaskRecord record)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("task"u8, record.Id);
        _json.WriteNumber("at"u8, record.Time.UtcTicks);
        if (record.MissedSince is { } missed)
        {
            _json.WriteNumber("missed"u8, missed.UtcTicks);
        }

        if (record.Durations.Count > 0)
        {
            _json.WriteStartArray("took"u8);
            foreach (var duration in record.Durations)
            {
                _json.WriteNumberValue(duration.Ticks / TimeSpan.TicksPerMicrosecond);
            }

            _json.WriteEndArray();
        }

        if (record.IsSilent)
        {
            _json.WriteBoolean("silent"u8, true);
        }

        if (record.IsConfirmation)
        {
            _json.WriteBoolean("seen"u8, true);
        }

        if (record.Last is { } last)
        {
            SuccessJson.Write(_json, last);
        }
        else if (record.Own.Count > 0)
        {
            SuccessJson.WriteNames(_json, "own"u8, record.Own);
        }

        _json.Flush(); // without the end of the object, which comes with the checksum
        target.Write(_line.WrittenSpan);
        JournalLine.End(target, _line.WrittenSpan);
    }

    /// <summary>The record of a line without its line end; null: it is of an unknown kind.</summary>
    /// <param name="line">The line; its checksum must have been verified.</param>
    /// <param name="withSuccess">False to read the durations only.</param>
    public static TaskRecord? ReadWhole(ReadOnlySpan<byte> line, bool withSuccess)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            return json.Read() && json.TokenType == JsonTokenType.StartObject ? ReadRecord(ref json, withSuccess) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The task of a line; null: it names none.</summary>
    public static string? TaskOf(ReadOnlySpan<byte> line)
    {
        // A fast path, because whole files are scanned for ids and nearly all ids are plain.
        if (line.StartsWith(Head) && line[Head.Length..] is var rest && rest.IndexOfAny((byte)'"', (byte)'\\') is > 0 and var length && rest[length] == '"')
        {
            return System.Text.Encoding.UTF8.GetString(rest[..length]);
        }

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

    /// <summary>True when some line marks its task as missing.</summary>
    public static bool SaysMissed(ReadOnlySpan<byte> lines) => lines.IndexOf(MissedMark) >= 0;

    public void Dispose() => _json.Dispose();

    private static TaskRecord? ReadRecord(ref Utf8JsonReader json, bool withSuccess)
    {
        string? task = null;
        DateTimeOffset? time = null, missed = null;
        IReadOnlyList<TimeSpan> durations = [];
        IReadOnlyList<string> own = [];
        var isSilent = !withSuccess;
        var isConfirmation = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("task"u8) && json.Read())
            {
                task = json.GetString();
            }
            else if (json.ValueTextEquals("at"u8) && json.Read())
            {
                time = new(json.GetInt64(), TimeSpan.Zero);
            }
            else if (json.ValueTextEquals("missed"u8) && json.Read())
            {
                missed = new(json.GetInt64(), TimeSpan.Zero);
            }
            else if (json.ValueTextEquals("took"u8) && json.Read())
            {
                durations = ReadDurations(ref json);
            }
            else if (json.ValueTextEquals("silent"u8) && json.Read())
            {
                isSilent = true;
            }
            else if (json.ValueTextEquals("seen"u8) && json.Read())
            {
                isConfirmation = true;
            }
            else if (json.ValueTextEquals("own"u8) && json.Read())
            {
                own = SuccessJson.ReadNames(ref json);
            }
            else if (json.ValueTextEquals("key"u8))
            {
                return Of(withSuccess ? SuccessJson.Read(ref json) : null); // everything after it belongs to it
            }
            else
            {
                json.Skip(); // from a later dagrs, or the checksum
            }
        }

        return Of(null);

        TaskRecord? Of(Success? last) => task is null || time is null ? null : new(task) { Time = time.Value, MissedSince = missed, IsSilent = isSilent, IsConfirmation = isConfirmation, Durations = durations, Last = last, Own = own };
    }

    // An array of the exact length: there is one such list per task.
    private static TimeSpan[] ReadDurations(ref Utf8JsonReader json)
    {
        Span<TimeSpan> few = stackalloc TimeSpan[TaskRecord.MostDurations];
        var count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (count == few.Length)
            {
                few[1..].CopyTo(few);
                count--;
            }

            few[count++] = new(checked(json.GetInt64() * TimeSpan.TicksPerMicrosecond));
        }

        return few[..count].ToArray();
    }
}
