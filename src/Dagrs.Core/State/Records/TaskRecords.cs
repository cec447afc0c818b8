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

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly string _ownPath;
    private readonly TimeProvider _clock;
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly TaskRecordLine _line = new();
    private readonly Dictionary<string, TaskRecord> _known = new(StringComparer.Ordinal); // as this run has changed it
    private readonly Dictionary<string, TaskRecord> _later = new(StringComparer.Ordinal); // what may wait for the end of the run
    private readonly RecordFile _base;
    private readonly List<RecordFile> _additions;
    private FileStream? _own;

    /// <param name="folder">The folder of the state; made when it is needed.</param>
    /// <param name="run">The name of this run: what it adds is called so, and names are in the order of runs.</param>
    /// <param name="clock">Says when something became known.</param>
    public TaskRecords(string folder, string run, TimeProvider clock)
    {
        (_folder, _clock) = (folder, clock);
        _ownPath = Path.Combine(Added, run + Ending);
        _base = RecordFile.Read(MainPath);
        _additions = [.. Additions().ConvertAll(RecordFile.Read)];
    }

    /// <summary>Why nothing can be remembered any more; null: all is well.</summary>
    public Exception? Failure { get; private set; }

    private string MainPath => Path.Combine(_folder, "record" + Ending);

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

    /// <summary>What is known of a task, when another run may have added to it meanwhile.</summary>
    public TaskRecord? FindAgain(string task)
    {
        var record = RecordFile.Read(MainPath).Over(null, task);
        foreach (var path in Additions())
        {
            record = RecordFile.Read(path).Over(record, task);
        }

        lock (_gate)
        {
            if (record is not null)
            {
                _known[task] = record;
            }

            return record;
        }
    }

    /// <summary>A task is about to start: its last success does not count any more. Written before this returns.</summary>
    public void Void(string task) => AddAtOnce(new(task) { Time = _clock.GetUtcNow() });

    /// <summary>A task has succeeded. Written before this returns.</summary>
    public void Add(string task, Success success, TimeSpan duration) => AddAtOnce(new(task) { Time = _clock.GetUtcNow(), Last = success, Durations = [duration] });

    /// <summary>What a task made was brought from elsewhere. Written before this returns.</summary>
    public void Add(string task, Success success) => AddAtOnce(new(task) { Time = _clock.GetUtcNow(), Last = success });

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
            _known[record.Id] = record.Over(Find(record.Id));
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
            _own = StateFolder.Create(_ownPath, FileMode.CreateNew);
            KernelLock.TryTake(_own.SafeFileHandle);
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
            try
            {
                File.Delete(_ownPath);
            }
            catch (Exception alsoWrong) when (alsoWrong is IOException or UnauthorizedAccessException)
            {
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
        var aside = MainPath + ".aside";
        using (var file = StateFolder.Create(aside, FileMode.Create))
        {
            new RecordMerging(main, over.ConvertAll(RecordFile.Read), _later, _line).WriteTo(file);
        }

        File.Move(aside, MainPath, overwrite: true);
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
