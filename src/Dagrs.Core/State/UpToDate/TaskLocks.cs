
namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// Keeps two runs of a file from running one task at once. Locks are the kernel's: whatever ends a run ends its locks. A dagrs that a task has started does
/// not wait for that task. Thread-safe.
/// </summary>
/// <param name="folder">Where their files are; made when it is needed.</param>
/// <param name="within">The ids of tasks that this process runs within.</param>
internal sealed class TaskLocks(string folder, IReadOnlyCollection<string> within) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1); // before it is said that it waits
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FileStream> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes the lock of a task; false while another run has it. Where there can be no locks it is as if nobody had it.</summary>
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

    /// <summary>Takes the lock of a task as soon as no other run has it.</summary>
    /// <param name="task">Its id.</param>
    /// <param name="whenWaiting">Called once, when that takes longer than a second.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>False: the wait was ended.</returns>
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

    /// <summary>Gives it back, if it was taken.</summary>
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
