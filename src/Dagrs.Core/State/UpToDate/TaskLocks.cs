
namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// Keeps two runs of a file from running the same task at once. The locks are the kernel's: however a run ends, its locks are released. A dagrs started
/// by a task does not wait for that task. Thread-safe.
/// </summary>
/// <param name="folder">The folder of the lock files; created on demand.</param>
/// <param name="within">The ids of the tasks that this process runs inside of.</param>
internal sealed class TaskLocks(string folder, IReadOnlyCollection<string> within) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1); // before it reports that it is waiting
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FileStream> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes the lock of a task; false while another run holds it. True where locks are not available.</summary>
    public bool TryTake(string task)
    {
        if (within.Contains(task))
        {
            return true;
        }

        FileStream? file = null;
        try
        {
            StateFolder.Make(folder);
            file = new(Path.Combine(folder, TaskKey.HashOf(task)[..32]), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            if (!KernelLock.TryTake(file.SafeFileHandle))
            {
                file.Dispose();
                return false;
            }
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            return true;
        }

        lock (_gate)
        {
            _taken[task] = file;
        }

        return true;
    }

    /// <summary>Waits for the lock of a task and takes it.</summary>
    /// <param name="task">Its id.</param>
    /// <param name="whenWaiting">Called once, when that takes longer than a second.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>False: the wait was cancelled.</returns>
    public async Task<bool> TakeAsync(string task, Action whenWaiting, CancellationToken cancel)
    {
        var isTold = false;
        for (var waited = TimeSpan.Zero; !TryTake(task); waited += Poll)
        {
            if (cancel.IsCancellationRequested)
            {
                return false;
            }

            if (waited >= Patience && !isTold)
            {
                isTold = true;
                whenWaiting();
            }

            await Task.Delay(Poll, TimeProvider.System, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    /// <summary>Releases the lock of a task, if it is held.</summary>
    public void Release(string task)
    {
        lock (_gate)
        {
            if (_taken.Remove(task, out var file))
            {
                file.Dispose();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var file in _taken.Values)
            {
                file.Dispose();
            }

            _taken.Clear();
        }
    }
}
