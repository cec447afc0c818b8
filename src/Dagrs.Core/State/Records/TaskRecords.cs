using System.Buffers;
using System.Runtime.InteropServices;

namespace Dagrs.Core.State.Records;

/// <summary>
/// The task record of one file: what all runs so far have left, and what this one adds. What must not be lost goes into a file of its own, which a run
/// holds locked as long as it lives; at its end whoever gets the lock puts together what is left by runs that are over, aside, and renames it. What cannot be
/// written is given up once, and nothing is remembered. Thread-safe.
/// </summary>
internal sealed class TaskRecords : IDisposable
{
    private const string Ending = ".ndjson";
    private const int MostWaiting = 64 * 1024; // bytes of lines that need not be written at once

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly string _ownPath;
    private readonly TimeProvider _clock;
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly TaskRecordLine _line = new();
    private readonly Dictionary<string, TaskRecord> _known = new(StringComparer.Ordinal); // as this run has changed it
    private readonly Dictionary<string, TaskRecord> _later = new(StringComparer.Ordinal); // what may wait for the end of the run
    private readonly Action<Exception> _whenLost;
    private RecordFile _base;
    private List<RecordFile> _additions;
    private List<string> _additionPaths;
    private FileStream? _own;

    /// <param name="folder">The folder of the state; made when it is needed.</param>
    /// <param name="run">The name of this run: what it adds is called so, and names are in the order of runs.</param>
    /// <param name="clock">Says when something became known.</param>
    /// <param name="whenLost">Called once, when nothing can be written any more.</param>
    public TaskRecords(string folder, string run, TimeProvider clock, Action<Exception>? whenLost = null)
    {
        (_folder, _clock, _whenLost) = (folder, clock, whenLost ?? (static _ => { }));
        _ownPath = Path.Combine(Added, run + Ending);
        (_additionPaths, _additions, _base) = Read();
    }

    /// <summary>Why nothing can be remembered any more; null: all is well.</summary>
    public Exception? Failure { get; private set; }

    private string MainPath => Path.Combine(_folder, "record" + Ending);

    private string AsidePath => MainPath + ".aside";

    private string Added => Path.Combine(_folder, "added");

    /// <summary>What is known of a task; null: nothing. It is read again each time, since it may be large and is asked for once.</summary>
    public TaskRecord? Find(string task)
    {
        lock (_gate)
        {
            return _known.TryGetValue(task, out var record) ? record : Stored(task, withSuccess: true);
        }
    }

    /// <summary>How long a task took the last times before this run, the latest last; null: it is not known.</summary>
    public IReadOnlyList<TimeSpan>? Durations(string task)
    {
        lock (_gate)
        {
            return Stored(task, withSuccess: false)?.Durations;
        }
    }

    /// <summary>How often something new was found by <see cref="Refresh"/>.</summary>
    public int Version { get; private set; }

    /// <summary>Reads again what other runs have left meanwhile.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            var paths = Additions();
            paths.Remove(_ownPath);
            if (_base.IsStill(MainPath) && paths.SequenceEqual(_additionPaths) && _additions.Index().All(addition => addition.Item.IsStill(_additionPaths[addition.Index])))
            {
                return;
            }

            Version++;
            (_additionPaths, _additions, _base) = Read();
            var own = RecordFile.Read(_ownPath);
            _known.Clear();
            foreach (var task in own.Tasks)
            {
                if (own.Over(Stored(task, withSuccess: true), task) is { } record)
                {
                    _known[task] = record;
                }
            }
        }
    }

    /// <summary>A task is about to start: its last success does not count any more. Written before this returns.</summary>
    public void Void(string task) => AddAtOnce(new(task) { Time = _clock.GetUtcNow() });

    /// <summary>A task has succeeded. Written before this returns.</summary>
    public void Add(string task, Success success, TimeSpan duration) => AddAtOnce(new(task) { Time = _clock.GetUtcNow(), Last = success, Durations = [duration] });

    /// <summary>What a task made was brought from elsewhere. Written before this returns.</summary>
    public void Add(string task, Success success) => AddAtOnce(new(task) { Time = _clock.GetUtcNow(), Last = success });

    /// <summary>
    /// The last success of a task was found to hold still, and its files were read anew; may be lost when this process is killed. A start of the task that
    /// another run has told meanwhile counts all the same: this is no newer than the success itself.
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

    /// <summary>A task of which no more is kept has succeeded; lost when this process is killed.</summary>
    public void Add(string task, TimeSpan duration)
    {
        var record = new TaskRecord(task) { Time = _clock.GetUtcNow(), IsSilent = true, Durations = [duration] };
        lock (_gate)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_later, task, out _);
            known = known is null ? record : known.With(record);
        }
    }

    /// <summary>The run is over: hands in what it has added. Never throws.</summary>
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

    // What runs have added comes first: what is put together meanwhile is then read twice and not never.
    private (List<string> Paths, List<RecordFile> Additions, RecordFile Base) Read()
    {
        var paths = Additions();
        paths.Remove(_ownPath);
        return (paths, paths.ConvertAll(RecordFile.ReadAddition), RecordFile.Read(MainPath));
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
                record = record with { Time = known.Time.AddTicks(1) }; // the clock was set back: what comes later counts all the same
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
        if (_own is null)
        {
            StateFolder.Make(Added);
            // It is seen only when it is locked: what nobody has locked is put together and deleted by whoever sees it.
            var unseen = _ownPath + ".new";
            _own = StateFolder.Create(unseen, FileMode.CreateNew);
            KernelLock.TryTake(_own.SafeFileHandle);
            File.Move(unseen, _ownPath);
        }

        _own.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }

    // Where nothing can be written nothing is remembered; the run goes on.
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
            DeleteAll();
            _whenLost(wrong);
        }
    }

    // That a task was started cannot be written, so no success that is written may count any more.
    private void DeleteAll()
    {
        foreach (var path in Additions().FindAll(path => path == _ownPath || !IsAlive(path)).Append(MainPath).Append(AsidePath))
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception alsoWrong) when (alsoWrong is IOException or UnauthorizedAccessException)
            {
                // Nobody can write there, so nobody has to be kept from anything.
            }
        }
    }

    private List<string> Additions()
    {
        try
        {
            if (Directory.Exists(Added))
            {
                List<string> paths = [.. Directory.GetFiles(Added, "*" + Ending)];
                paths.Sort(StringComparer.Ordinal);
                return paths;
            }
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
        }

        return [];
    }

    private void HandIn()
    {
        if (_lines.WrittenCount > 0)
        {
            Write();
        }

        if (_own is null && _later.Count == 0)
        {
            return;
        }

        StateFolder.Make(_folder);
        using var merging = StateFolder.Create(Path.Combine(_folder, "merging"), FileMode.OpenOrCreate);
        if (KernelLock.TryTake(merging.SafeFileHandle))
        {
            Merge();
            return;
        }

        // Whoever has it, or the next run, does it.
        foreach (var record in _later.Values)
        {
            _line.Write(_lines, record);
        }

        Write();
    }

    private void Merge()
    {
        var main = _base.IsStill(MainPath) ? _base : RecordFile.Read(MainPath);
        var over = Additions().FindAll(path => path == _ownPath || !IsAlive(path));
        using (var file = StateFolder.Create(AsidePath, FileMode.Create))
        {
            new RecordMerging(main, over.ConvertAll(RecordFile.ReadAddition), _later, _line).WriteTo(file);
        }

        File.Move(AsidePath, MainPath, overwrite: true);
        over.ForEach(File.Delete);
    }

    private static bool IsAlive(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return KernelLock.IsTaken(file.SafeFileHandle);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return true; // nobody knows: it is left alone
        }
    }
}
