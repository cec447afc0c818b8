using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Records;

/// <summary>
/// Reads a large task record ahead, with checksums, on its own thread while the task file is parsed. It does not know whether it will be needed.
/// Thread-safe.
/// </summary>
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

    /// <summary>The path of the file that is read.</summary>
    public string Path { get; }

    /// <summary>Starts reading; null where the record is too small, or no thread is available.</summary>
    /// <param name="folder">The folder of the state.</param>
    /// <param name="least">The smallest size worth a thread, in bytes.</param>
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

    /// <summary>Waits for the file and hands it over, once: null for every later caller. The caller checks whether it is still current.</summary>
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
            // The caller will read the file itself and meet the error there.
        }
    }
}
