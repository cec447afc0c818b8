using System.Buffers;

namespace Dagrs.Core.State.Records;

/// <summary>
/// The task record of one file: what all runs so far have left, and what this one adds. Each run adds to a file of its own, which it holds locked as long
/// as it lives; at its end whoever gets the lock puts together what is left by runs that are over, aside, and renames it. What cannot be written is
/// given up once, and nothing is remembered. Thread-safe.
/// </summary>
internal sealed class TaskRecords : IDisposable
{
    private const string Ending = ".ndjson";

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly string _ownPath;
    private readonly TimeProvider _clock;
    private readonly ArrayBufferWriter<byte> _later = new(); // lines that may wait for the end of the run
    private readonly TaskRecordLine _line = new();
    private readonly Dictionary<string, TaskRecord> _known = new(StringComparer.Ordinal);
    private readonly RecordFile _base;
    private readonly List<RecordFile> _additions;
    private FileStream? _own;

    /// <param name="folder">The folder of the state; it exists.</param>
    /// <param name="run">The name of this run: what it adds is called so, and names are in the order of runs.</param>
    /// <param name="clock">Says when something became known.</param>
    public TaskRecords(string folder, string run, TimeProvider clock)
    {
        (_folder, _clock) = (folder, clock);
        _ownPath = Path.Combine(Added, run + Ending);
        _base = RecordFile.Read(MainPath);
        _additions = [.. Additions().Select(RecordFile.Read)];
    }

    /// <summary>Why nothing can be remembered any more; null: all is well.</summary>
    public Exception? Failure { get; private set; }

    private string MainPath => Path.Combine(_folder, "record" + Ending);

    private string Added => Path.Combine(_folder, "added");

    /// <summary>What is known of a task; null: nothing.</summary>
    public TaskRecord? Find(string task)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(task, out var record))
            {
                record = _base.Over(null, task);
                foreach (var addition in _additions)
                {
                    record = addition.Over(record, task);
                }

                if (record is not null)
                {
                    _known.Add(task, record);
                }
            }

            return record;
        }
    }

    /// <summary>The same, when another run may have added to it meanwhile.</summary>
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
    public void Void(string task) => Add(new(task) { Time = _clock.GetUtcNow() }, atOnce: true);

    /// <summary>A task has succeeded. Written before this returns.</summary>
    public void Add(string task, Success success, TimeSpan duration) => Add(new(task) { Time = _clock.GetUtcNow(), Last = success, Durations = [duration] }, atOnce: true);

    /// <summary>What a task made was brought from elsewhere. Written before this returns.</summary>
    public void Add(string task, Success success) => Add(new(task) { Time = _clock.GetUtcNow(), Last = success }, atOnce: true);

    /// <summary>A task of which no more is kept has succeeded; may be lost when this process is killed.</summary>
    public void Add(string task, TimeSpan duration) => Add(new(task) { Time = _clock.GetUtcNow(), IsSilent = true, Durations = [duration] }, atOnce: false);

    /// <summary>The run is over: hands in what it has added. Never throws.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Attempt(() =>
            {
                Write(_later);
                if (_own is not null)
                {
                    Merge();
                }
            });
            _own?.Dispose();
            _own = null;
            _line.Dispose();
        }
    }

    private void Add(TaskRecord record, bool atOnce)
    {
        lock (_gate)
        {
            if (atOnce || _known.ContainsKey(record.Id))
            {
                _known[record.Id] = (Find(record.Id) ?? new(record.Id)).With(record);
            }

            Attempt(() =>
            {
                var line = new ArrayBufferWriter<byte>();
                _line.Write(atOnce ? line : _later, record);
                Write(line);
            });
        }
    }

    private void Write(ArrayBufferWriter<byte> lines)
    {
        if (lines.WrittenCount == 0)
        {
            return;
        }

        if (_own is null)
        {
            StateFolder.Make(Added);
            _own = new FileStream(_ownPath, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            KernelLock.TryTake(_own.SafeFileHandle);
        }

        _own.Write(lines.WrittenSpan);
        lines.ResetWrittenCount();
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

    private IEnumerable<string> Additions()
    {
        try
        {
            return Directory.Exists(Added) ? [.. Directory.GetFiles(Added, "*" + Ending).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Merge()
    {
        using var merging = new FileStream(Path.Combine(_folder, "merging"), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite });
        if (!KernelLock.TryTake(merging.SafeFileHandle))
        {
            return; // whoever has it, or the next run, does it
        }

        var merged = RecordFile.Read(MainPath);
        var over = Additions().Where(path => path == _ownPath || !IsAlive(path)).ToList();
        List<RecordFile> additions = [.. over.Select(RecordFile.Read)];
        var aside = MainPath + ".aside";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            var lines = new ArrayBufferWriter<byte>();
            foreach (var task in merged.Tasks.Concat(additions.SelectMany(addition => addition.Tasks)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var record = merged.Over(null, task);
                foreach (var addition in additions)
                {
                    record = addition.Over(record, task);
                }

                if (record is not null)
                {
                    _line.Write(lines, record);
                    file.Write(lines.WrittenSpan);
                    lines.ResetWrittenCount();
                }
            }
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
