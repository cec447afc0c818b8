using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Records;

/// <summary>Reads a large record of tasks, checksums and all, on a thread of its own, while the file of tasks is read. It does not know whether it will be asked for. Thread-safe.</summary>
internal sealed class RecordsAhead
{
    private const int StackSize = 256 * 1024; // bytes

    private readonly Thread _thread;
    private RecordFile? _file;

    private RecordsAhead(string path)
    {
        Path = path;
        _thread = new(Read, StackSize) { IsBackground = true, Name = "dagrs records" };
    }

    /// <summary>What is read.</summary>
    public string Path { get; }

    /// <summary>Begins, where that is worth a thread and there is one to be had; null otherwise.</summary>
    /// <param name="folder">The folder of the state.</param>
    /// <param name="least">How large a record is worth it, in bytes.</param>
    public static RecordsAhead? Begin(string folder, long least)
    {
        var path = RecordFolder.MainIn(folder);
        if (Environment.ProcessorCount == 1 || FileStamps.OfSystem.Ask(path, follow: true, out var stamp) != StampAnswer.Found || stamp.Size < least)
        {
            return null;
        }

        try
        {
            var ahead = new RecordsAhead(path);
            ahead._thread.Start();
            return ahead;
        }
        catch (Exception none) when (none is OutOfMemoryException or ThreadStartException)
        {
            return null;
        }
    }

    /// <summary>What was read, once it is; whether that still stands there is for the one who asks. It is his alone: null for whoever comes after him.</summary>
    public RecordFile? Take()
    {
        _thread.Join();
        return Interlocked.Exchange(ref _file, null);
    }

    private void Read()
    {
        try
        {
            var file = RecordFile.Read(Path);
            file.LookAtAll();
            Volatile.Write(ref _file, file);
        }
        catch (OutOfMemoryException)
        {
            // Whoever needs it reads it, and meets that there.
        }
    }
}
