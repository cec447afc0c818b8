using System.Text;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// Keeps two runs of a file from running one task at once. Locks are the kernel's: whatever ends a run ends its locks. A dagrs that a task has started does
/// not wait for that task. Thread-safe.
/// </summary>
/// <param name="folder">Where their files are; made when it is needed.</param>
/// <param name="within">The ids of tasks that this process runs within.</param>
internal sealed class TaskLocks(string folder, IReadOnlyCollection<string> within) : IDisposable
{
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
            file = new(Path.Combine(folder, TaskKey.HashOf(Encoding.UTF8.GetBytes(task))[..32]), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
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
