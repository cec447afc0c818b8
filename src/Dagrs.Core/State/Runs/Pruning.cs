namespace Dagrs.Core.State.Runs;

/// <summary>Limits the number and size of stored runs: the oldest are deleted, but none that is alive. Several processes may prune at once.</summary>
internal static class Pruning
{
    /// <summary>The most runs that are kept.</summary>
    public const int MostRuns = 50;

    /// <summary>The most bytes that they may take together.</summary>
    public const long MostBytes = 200 * 1024 * 1024;

    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1); // younger than this, a run may be about to lock its journal

    /// <param name="state">The state.</param>
    /// <param name="own">The current run, which is never deleted; null: any may be.</param>
    /// <param name="mostRuns">The most runs to keep.</param>
    /// <param name="mostBytes">The most bytes that they may take together.</param>
    /// <returns>The bytes that the kept runs take.</returns>
    public static long Prune(StateFolder state, RunName? own, int mostRuns = MostRuns, long mostBytes = MostBytes)
    {
        var (bytes, kept) = (0L, 0L);
        var number = 0;
        foreach (var name in new StoredRuns(state).Names())
        {
            var folder = Path.Combine(state.Runs, name.Text);
            var journal = new FileInfo(Path.Combine(folder, Journal.FileName));
            var length = journal.Exists ? journal.Length : 0;
            bytes += length;
            number++;
            if ((number > mostRuns || bytes > mostBytes) && name.Id != own?.Id && !MayLive(folder, journal))
            {
                TryDelete(folder);
            }
            else
            {
                kept += length;
            }
        }

        return kept;
    }

    private static bool MayLive(string folder, FileInfo journal)
    {
        try
        {
            if (!journal.Exists || journal.Length == 0)
            {
                return TimeProvider.System.GetUtcNow().UtcDateTime - Directory.GetLastWriteTimeUtc(folder) < Young;
            }

            using var file = new FileStream(journal.FullName, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            return KernelLock.IsTaken(file.SafeFileHandle);
        }
        catch (FileNotFoundException)
        {
            return false; // another process is deleting it
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
        }
    }
}
