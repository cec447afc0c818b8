using System.Runtime.InteropServices;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Runs;

namespace Dagrs.Core.State.Records;

/// <summary>
/// A file of records, found by task and read when they are asked for. A file that is not there has none. A damaged line of what a run has added may have said
/// that a task was started: no success from before it counts then. Not thread-safe.
/// </summary>
internal sealed class RecordFile
{
    private const int None = -1;

    private const int UsualLine = 700; // bytes: of a task with a file to read and one to write

    private readonly Dictionary<string, Chain> _byTask;
    private readonly List<Line> _lines;
    private readonly bool _isAddition;
    private byte[] _bytes;
    private int _end; // of the last whole line
    private IReadOnlyList<TimeSpan>?[]? _durations; // by line; null: nobody has looked
    private FileStamp? _stamp; // from before it was read

    private RecordFile(byte[] bytes, bool isAddition)
    {
        (_bytes, _isAddition) = (bytes, isAddition);
        _byTask = new(bytes.Length / UsualLine, StringComparer.Ordinal);
        _lines = new(bytes.Length / UsualLine);
    }

    /// <summary>The tasks that it speaks of, in the order of their first lines.</summary>
    public IEnumerable<string> Tasks => _byTask.Keys;

    /// <summary>Reads it; one that cannot be read has no records.</summary>
    public static RecordFile Read(string path) => Read(path, isAddition: false);

    /// <summary>Reads what a run has added.</summary>
    public static RecordFile ReadAddition(string path) => Read(path, isAddition: true);

    private static RecordFile Read(string path, bool isAddition)
    {
        var stamp = StampOf(path);
        var file = new RecordFile(stamp is null ? [] : BytesOf(path), isAddition) { _stamp = stamp };
        file.Find(file._bytes.Length, null);
        return file;
    }

    /// <summary>Reads what was written at its end since it was read, and no more.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="tasks">Gets the tasks that this speaks of.</param>
    /// <returns>False when it is another file, or a line of it cannot be read: it must be read anew.</returns>
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

    // The lines from where it was read to.
    private void Find(int until, ICollection<string>? tasks)
    {
        while (_bytes.AsSpan(_end, until - _end) is var rest && rest.IndexOf((byte)'\n') is >= 0 and var length) // what is torn may not be whole yet
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

    /// <summary>True when it says of a task that it is missed, and it is not.</summary>
    public bool IsWronglyMissing(RecordAbsence absence) =>
        TaskRecordLine.SaysMissed(_bytes.AsSpan(0, _end)) && _byTask.Keys.Any(task => TaskRecordLine.SaysMissed(LineOf(task)) && absence.IsMet(task));

    /// <summary>True when a line of it cannot be read.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>True when what stands at the path, or that nothing does, is what was read.</summary>
    public bool IsStill(string path) => StampOf(path) is var stamp && stamp == _stamp && stamp is not { Inode: 0 };

    /// <summary>True when it speaks of the task.</summary>
    public bool Has(string task) => _byTask.ContainsKey(task);

    /// <summary>The line of a task as it stands there; empty where it has none, more than one, or a damaged one.</summary>
    public ReadOnlySpan<byte> LineOf(string task)
    {
        if (!_byTask.TryGetValue(task, out var chain) || chain.First != chain.Last)
        {
            return default;
        }

        return IsWhole(chain.First) ? _bytes.AsSpan(_lines[chain.First].Start, _lines[chain.First].Length) : default;
    }

    /// <summary>The record of a task over what was known before; the same when it has none, or a damaged one.</summary>
    /// <param name="known">What was known.</param>
    /// <param name="task">The task.</param>
    /// <param name="withSuccess">False to read only how long it took.</param>
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

    /// <summary>Looks at the checksums of all lines and at how long tasks took, so that it need not be done when that is asked for.</summary>
    public void LookAtAll()
    {
        _durations = new IReadOnlyList<TimeSpan>?[_lines.Count];
        for (var i = 0; i < _lines.Count; i++)
        {
            _durations[i] = IsWhole(i) ? TaskRecordLine.ReadWhole(_bytes.AsSpan(_lines[i].Start, _lines[i].Length), withSuccess: false)?.Over(null)?.Durations : null;
        }
    }

    /// <summary>How long a task took the last times; false when that was not looked at, or it has more than one line.</summary>
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

    // Looked at once: what is in memory does not get damaged.
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

    /// <summary>A line, and the next one of its task; whether it is whole is null as long as nobody has looked.</summary>
    private readonly record struct Line(int Start, int Length, int Next, bool? IsWhole = null);

    /// <summary>The lines of a task, by their numbers.</summary>
    private readonly record struct Chain(int First, int Last);
}
