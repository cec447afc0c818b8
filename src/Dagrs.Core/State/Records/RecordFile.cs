namespace Dagrs.Core.State.Records;

/// <summary>A file of records, found by task and read when they are asked for. A file that is not there has none. Not thread-safe.</summary>
internal sealed class RecordFile
{
    private readonly Dictionary<string, List<(int Start, int Length)>> _lines = new(StringComparer.Ordinal);
    private readonly byte[] _bytes;

    private RecordFile(byte[] bytes) => _bytes = bytes;

    /// <summary>The tasks that it speaks of.</summary>
    public IEnumerable<string> Tasks => _lines.Keys;

    /// <summary>Reads it; one that cannot be read has no records.</summary>
    public static RecordFile Read(string path)
    {
        var file = new RecordFile(BytesOf(path));
        var rest = file._bytes.AsSpan();
        for (var start = 0; start < rest.Length;)
        {
            var length = rest[start..].IndexOf((byte)'\n');
            if (length < 0)
            {
                break; // torn: whoever wrote it was killed
            }

            if (TaskRecordLine.TaskOf(rest.Slice(start, length)) is { } task)
            {
                file.Add(task, start, length);
            }

            start += length + 1;
        }

        return file;
    }

    /// <summary>The record of a task over what was known before; the same when it has none, or a damaged one.</summary>
    public TaskRecord? Over(TaskRecord? known, string task)
    {
        foreach (var (start, length) in _lines.GetValueOrDefault(task) ?? [])
        {
            if (TaskRecordLine.Read(_bytes.AsMemory(start, length)) is { } added)
            {
                known = known is null ? added with { Last = added.IsSilent ? null : added.Last, IsSilent = false } : known.With(added);
            }
        }

        return known;
    }

    private void Add(string task, int start, int length)
    {
        if (!_lines.TryGetValue(task, out var lines))
        {
            _lines.Add(task, lines = new(1));
        }

        lines.Add((start, length));
    }

    private static byte[] BytesOf(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
