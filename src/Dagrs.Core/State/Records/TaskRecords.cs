using System.Buffers;
using System.Runtime.InteropServices;

namespace Dagrs.Core.State.Records;

/// <summary>
/// The task record of one file: what all earlier runs have recorded, and the additions of this one. What must not be lost goes to a file of its own that
/// the run keeps locked while it lives. At its end, the run that gets the merge lock merges the additions of finished runs into a new file and renames it
/// into place. After the first write error nothing more is recorded. Thread-safe.
/// </summary>
internal sealed class TaskRecords : IDisposable
{
    private const int MostWaiting = 64 * 1024; // bytes of lines whose writing may be delayed

    private readonly Lock _gate = new();
    private readonly RecordFolder _folder;
    private readonly Predicate<string>? _isOfFile;
    private readonly TimeProvider _clock;
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly TaskRecordLine _line = new();
    private readonly Dictionary<string, TaskRecord> _known = new(StringComparer.Ordinal); // including the changes of this run
    private readonly Dictionary<string, TaskRecord> _later = new(StringComparer.Ordinal); // may wait until the run ends
    private readonly Action<Exception> _whenLost;
    private RecordFile _base;
    private List<RecordFile> _additions;
    private List<string> _additionPaths;
    private FileStream? _own;

    /// <param name="folder">The folder of the state; created on demand.</param>
    /// <param name="run">The name of this run, used for its additions; names sort in the order of runs.</param>
    /// <param name="clock">Tells when something became known.</param>
    /// <param name="whenLost">Called once, when nothing can be written any more.</param>
    /// <param name="isOfFile">Whether the file has a task of that id, even one left out of the run; null: nothing is run, no task is missing, and nothing is written unless something is added.</param>
    /// <param name="ahead">The record that is already being read; null: none.</param>
    public TaskRecords(string folder, string run, TimeProvider clock, Action<Exception>? whenLost = null, Predicate<string>? isOfFile = null, RecordsAhead? ahead = null)
    {
        (_folder, _clock, _whenLost, _isOfFile) = (new(folder, run), clock, whenLost ?? (static _ => { }), isOfFile);
        (_additionPaths, _additions, _base) = Read(ahead);
    }

    /// <summary>Why nothing can be recorded any more; null: all is well.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>What is known of a task; null: nothing. It is parsed again at each call, since it may be large and is usually needed once.</summary>
    public TaskRecord? Find(string task)
    {
        lock (_gate)
        {
            return _known.TryGetValue(task, out var record) ? record : Stored(task, withSuccess: true);
        }
    }

    /// <summary>The durations of a task before this run, the latest last; null: unknown.</summary>
    public IReadOnlyList<TimeSpan>? Durations(string task)
    {
        lock (_gate)
        {
            return _additions.Count == 0 && _base.TryDurations(task, out var durations) ? durations : Stored(task, withSuccess: false)?.Durations;
        }
    }

    /// <summary>How often <see cref="Refresh"/> has found something new.</summary>
    public int Version { get; private set; }

    /// <summary>Reads what other runs have recorded meanwhile.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            var paths = _folder.Additions();
            if (!_base.IsStill(_folder.MainPath) || !_additionPaths.All(paths.Contains) || !TryReadOn(paths, out var tasks))
            {
                Version++;
                (_additionPaths, _additions, _base) = Read();
                Reknow(RecordFile.Read(_folder.OwnPath));
            }
            else if (tasks.Count > 0)
            {
                Version++;
                var own = tasks.Exists(_known.ContainsKey) ? RecordFile.Read(_folder.OwnPath) : null;
                tasks.FindAll(_known.ContainsKey).ForEach(task => Reknow(own!, task));
            }
        }
    }

    // Reads appended lines of known files, and new files.
    private bool TryReadOn(List<string> paths, out List<string> tasks)
    {
        tasks = [];
        for (var i = 0; i < _additions.Count; i++)
        {
            if (!_additions[i].IsStill(_additionPaths[i]) && !_additions[i].TryReadOn(_additionPaths[i], tasks))
            {
                return false;
            }
        }

        foreach (var path in paths)
        {
            if (!_additionPaths.Contains(path))
            {
                var place = ~_additionPaths.BinarySearch(path, StringComparer.Ordinal);
                var addition = RecordFile.ReadAddition(path);
                _additionPaths.Insert(place, path);
                _additions.Insert(place, addition);
                if (addition.IsDamaged)
                {
                    return false;
                }

                tasks.AddRange(addition.Tasks);
            }
        }

        return true;
    }

    private void Reknow(RecordFile own)
    {
        _known.Clear();
        foreach (var task in own.Tasks)
        {
            Reknow(own, task);
        }
    }

    private void Reknow(RecordFile own, string task)
    {
        if (own.Over(Stored(task, withSuccess: true), task) is { } record)
        {
            _known[task] = record;
        }
    }

    /// <summary>A task is about to start, so its last success is void. Written before this returns.</summary>
    public void Void(string task) => AddAtOnce(new(task) { Time = _clock.GetUtcNow() });

    /// <summary>A task has succeeded. Written before this returns.</summary>
    public void Add(string task, Success success, TimeSpan duration) => AddAtOnce(new(task) { Time = _clock.GetUtcNow(), Last = success, Durations = [duration] });

    /// <summary>The outputs of a task were restored from the cache. Written before this returns.</summary>
    public void Add(string task, Success success) => AddAtOnce(new(task) { Time = _clock.GetUtcNow(), Last = success });

    /// <summary>
    /// The last success of a task still holds, and its files have newer marks. May be lost when this process is killed. If another run has started the task
    /// meanwhile, that start still counts: a confirmation is no newer than the success itself.
    /// </summary>
    public void Confirm(string task, Success seen)
    {
        lock (_gate)
        {
            if ((_known.TryGetValue(task, out var known) ? known : Stored(task, withSuccess: false)) is not { } record)
            {
                return;
            }

            var confirmed = new TaskRecord(task) { Time = record.Time, IsConfirmation = true, Last = seen };
            if (known is not null)
            {
                _known[task] = known.With(confirmed);
            }

            Attempt(() =>
            {
                _line.Write(_lines, confirmed);
                if (_lines.WrittenCount >= MostWaiting)
                {
                    Write();
                }
            });
        }
    }

    /// <summary>A task has succeeded of which only the duration is kept. Lost when this process is killed.</summary>
    public void Add(string task, TimeSpan duration)
    {
        var record = new TaskRecord(task) { Time = _clock.GetUtcNow(), IsSilent = true, Durations = [duration] };
        lock (_gate)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_later, task, out _);
            known = known is null ? record : known.With(record);
        }
    }

    /// <summary>Ends the run: writes and merges its additions. Never throws.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Attempt(HandIn);
            _later.Clear();
            _own?.Dispose();
            _own = null;
            _line.Dispose();
        }
    }

    // Additions first: whatever is merged meanwhile is then read twice rather than never.
    private (List<string> Paths, List<RecordFile> Additions, RecordFile Base) Read(RecordsAhead? ahead = null)
    {
        var paths = _folder.Additions();
        var additions = paths.ConvertAll(RecordFile.ReadAddition);
        return (paths, additions, ahead?.Path == _folder.MainPath && ahead.Take() is { } read && read.IsStill(_folder.MainPath) ? read : RecordFile.Read(_folder.MainPath));
    }

    private TaskRecord? Stored(string task, bool withSuccess)
    {
        var record = _base.Over(null, task, withSuccess);
        foreach (var addition in _additions)
        {
            record = addition.Over(record, task, withSuccess);
        }

        return record;
    }

    private void AddAtOnce(TaskRecord record)
    {
        lock (_gate)
        {
            var known = Find(record.Id);
            if (known is not null && record.Time <= known.Time)
            {
                record = record with { Time = known.Time.AddTicks(1) }; // the clock was set back: the later event must still win
            }

            _known[record.Id] = known is null ? record : known.With(record);
            Attempt(() =>
            {
                _line.Write(_lines, record);
                Write();
            });
        }
    }

    private void Write()
    {
        _own ??= _folder.CreateOwn();
        _own.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }

    // After the first failure nothing more is recorded; the run goes on.
    private void Attempt(Action write)
    {
        if (Failure is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Failure = wrong;
            _own?.Dispose();
            _own = null;
            _folder.DeleteAll();
            _whenLost(wrong);
        }
    }

    private void HandIn()
    {
        if (_lines.WrittenCount > 0)
        {
            Write();
        }

        var isNothingNew = _own is null && _later.Count == 0;
        var now = _clock.GetUtcNow();
        var absence = new RecordAbsence(_isOfFile, now);
        if ((isNothingNew && !_base.IsWronglyMissing(absence) && !HasLeftovers()) || _folder.TryMerge(_base, _later, _line, absence, now) || isNothingNew)
        {
            return;
        }

        // Another run is merging: it, or the next run, takes these.
        foreach (var record in _later.Values)
        {
            _line.Write(_lines, record);
        }

        Write();
    }

    // Of runs that were killed: without this they would stay until a run has something new to record.
    private bool HasLeftovers() => _isOfFile is not null && _additionPaths.Count > 0 && _folder.Finished().Count > 0;
}
