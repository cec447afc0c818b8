using System.Runtime.InteropServices;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Runs;

namespace Dagrs.Core.State.Records;

/// <summary>
/// A file of records, indexed by task and parsed on demand. A missing file has no records. A damaged line in a run's additions may have said
/// that a task was started, so no earlier success counts then. Not thread-safe.
/// </summary>
internal sealed class RecordFile
{
    private const int None = -1;

    private const int UsualLine = 700; // bytes: of a task with one input and one output

    private readonly Dictionary<string, Chain> _byTask;
    private readonly List<Line> _lines;
    private readonly bool _isAddition;
    private byte[] _bytes;
    private int _end; // of the last complete line
    private IReadOnlyList<TimeSpan>?[]? _durations; // by line; null: not determined yet
    private FileStamp? _stamp; // from before it was read

    private RecordFile(byte[] bytes, bool isAddition)
    {
        (_bytes, _isAddition) = (bytes, isAddition);
        _byTask = new(bytes.Length / UsualLine, StringComparer.Ordinal);
        _lines = new(bytes.Length / UsualLine);
    }

    /// <summary>The tasks that have records, in the order of their first lines.</summary>
    public IEnumerable<string> Tasks => _byTask.Keys;

    /// <summary>Reads the file; one that cannot be read has no records.</summary>
    public static RecordFile Read(string path) => Read(path, isAddition: false);

    /// <summary>Reads the additions of one run.</summary>
    public static RecordFile ReadAddition(string path) => Read(path, isAddition: true);

    private static RecordFile Read(string path, bool isAddition)
    {
        var stamp = StampOf(path);
        var file = new RecordFile(stamp is null ? [] : BytesOf(path), isAddition) { _stamp = stamp };
        file.Find(file._bytes.Length, null);
        return file;
    }

    /// <summary>Reads only what was appended since the last read.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="tasks">Receives the tasks that the new lines are about.</param>
    /// <returns>False when it is another file, or a line of it cannot be read: then it must be read again from the start.</returns>
    public bool TryReadOn(string path, ICollection<string> tasks)
    {
        if (StampOf(path) is not { Inode: not 0 } now || _stamp is not { } before || !now.IsSameFile(before) || now.Size < _end)
        {
            return false;
        }

        try
        {
            RegularFile.Demand(path);
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = (int)(now.Size - _end);
            if (_bytes.Length < _end + length)
            {
                Array.Resize(ref _bytes, Math.Max(_end + length, _bytes.Length * 2));
            }

            _stamp = now;
            Find(_end + RandomAccess.Read(file, _bytes.AsSpan(_end, length), _end), tasks);
            return !IsDamaged;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Indexes the lines that have not been read yet.
    private void Find(int until, ICollection<string>? tasks)
    {
        while (_bytes.AsSpan(_end, until - _end) is var rest && rest.IndexOf((byte)'\n') is >= 0 and var length) // a torn line may be incomplete only for now
        {
            if (TaskRecordLine.TaskOf(rest[..length]) is { } task && (!_isAddition || JournalLine.IsWhole(rest[..length])))
            {
                Add(task, new(_end, length, None));
                tasks?.Add(task);
            }
            else
            {
                IsDamaged = _isAddition;
            }

            _end += length + 1;
        }
    }

    /// <summary>True when it marks a task as missing that the file has again.</summary>
    public bool IsWronglyMissing(RecordAbsence absence) =>
        TaskRecordLine.SaysMissed(_bytes.AsSpan(0, _end)) && _byTask.Keys.Any(task => TaskRecordLine.SaysMissed(LineOf(task)) && absence.IsMet(task));

    /// <summary>True when a line of it cannot be read.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>True when the file at the path, or its absence, is unchanged since it was read.</summary>
    public bool IsStill(string path) => StampOf(path) is var stamp && stamp == _stamp && stamp is not { Inode: 0 };

    /// <summary>True when it has a line about the task.</summary>
    public bool Has(string task) => _byTask.ContainsKey(task);

    /// <summary>The only line of a task, as it stands; empty where there is none, more than one, or a damaged one.</summary>
    public ReadOnlySpan<byte> LineOf(string task)
    {
        if (!_byTask.TryGetValue(task, out var chain) || chain.First != chain.Last)
        {
            return default;
        }

        return IsWhole(chain.First) ? _bytes.AsSpan(_lines[chain.First].Start, _lines[chain.First].Length) : default;
    }

    /// <summary>The record of a task on top of what was known before; unchanged when there is none here, or a damaged one.</summary>
    /// <param name="known">What was known before.</param>
    /// <param name="task">The task.</param>
    /// <param name="withSuccess">False to read the durations only.</param>
    public TaskRecord? Over(TaskRecord? known, string task, bool withSuccess = true)
    {
        if (IsDamaged && known is not null)
        {
            known = known with { Last = null, Own = known.Own };
        }

        if (!_byTask.TryGetValue(task, out var chain))
        {
            return known;
        }

        for (var i = chain.First; i != None; i = _lines[i].Next)
        {
            if (IsWhole(i) && TaskRecordLine.ReadWhole(_bytes.AsSpan(_lines[i].Start, _lines[i].Length), withSuccess) is { } added)
            {
                known = added.Over(known);
            }
        }

        return known;
    }

    /// <summary>Verifies all checksums and reads all durations ahead of time.</summary>
    public void LookAtAll()
    {
        _durations = new IReadOnlyList<TimeSpan>?[_lines.Count];
        for (var i = 0; i < _lines.Count; i++)
        {
            _durations[i] = IsWhole(i) ? TaskRecordLine.ReadWhole(_bytes.AsSpan(_lines[i].Start, _lines[i].Length), withSuccess: false)?.Over(null)?.Durations : null;
        }
    }

    /// <summary>The last durations of a task; false when they were not read ahead, or the task has more than one line.</summary>
    public bool TryDurations(string task, out IReadOnlyList<TimeSpan>? durations)
    {
        durations = null;
        if (_durations is null || IsDamaged)
        {
            return false;
        }

        if (!_byTask.TryGetValue(task, out var chain))
        {
            return true;
        }

        if (chain.First != chain.Last || chain.First >= _durations.Length)
        {
            return false;
        }

        durations = _durations[chain.First];
        return true;
    }

    // Checked once: what is in memory does not get damaged.
    private bool IsWhole(int number)
    {
        var line = _lines[number];
        if (line.IsWhole is not { } isWhole)
        {
            isWhole = JournalLine.IsWhole(_bytes.AsSpan(line.Start, line.Length));
            _lines[number] = line with { IsWhole = isWhole };
        }

        return isWhole;
    }

    private void Add(string task, Line line)
    {
        ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(_byTask, task, out var isKnown);
        var number = _lines.Count;
        if (isKnown)
        {
            _lines[chain.Last] = _lines[chain.Last] with { Next = number };
        }

        chain = new(isKnown ? chain.First : number, number);
        _lines.Add(line);
    }

    private static FileStamp? StampOf(string path) => FileStamps.OfSystem.Ask(path, follow: true, out var stamp) == StampAnswer.Found && stamp.Kind == FileKind.File ? stamp : null;

    private static byte[] BytesOf(string path)
    {
        try
        {
            return RegularFile.ReadAll(path);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A line, and the index of the next line of its task; <c>IsWhole</c> is null until its checksum has been verified.</summary>
    private readonly record struct Line(int Start, int Length, int Next, bool? IsWhole = null);

    /// <summary>The lines of a task, by index.</summary>
    private readonly record struct Chain(int First, int Last);
}
