using System.Collections.Concurrent;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Takes the exit status of processes whose parents have gone, which are children of dagrs then (it is their subreaper) and would
/// stay in the process table until the run ends. Keeps away from the commands, which others wait for. Thread-safe.
/// </summary>
internal sealed class Orphans : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, object> _commands = new();
    private readonly Timer? _timer;
    private int _starting;

    /// <param name="areAdopted">False when this process is no subreaper: then nothing is done.</param>
    public Orphans(bool areAdopted)
    {
        if (areAdopted)
        {
            // The timer keeps the pool's thread, which is made now: where tasks have used up all the threads and processes that the
            // system allows, none could be made later, not even to say so, and the pool never tries again.
            if (!Thread.CurrentThread.IsThreadPoolThread)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => { }, null);
            }

            _timer = new Timer(_ => Reap(), null, Interval, Interval);
        }
    }

    /// <summary>Between the start of a process and <see cref="Except"/> nobody can tell it from an orphan.</summary>
    public Start WhileStarting()
    {
        Interlocked.Increment(ref _starting);
        return new Start(this);
    }

    /// <summary>This child is waited for by somebody else.</summary>
    public void Except(int id, object waiting) => _commands[id] = waiting;

    /// <summary>Its status has been taken; its number may belong to another one already.</summary>
    public void ExceptNoLonger(int id, object waiting) => _commands.TryRemove(new(id, waiting));

    public void Dispose() => _timer?.Dispose();

    private void Reap()
    {
        var children = ProcessTable.ChildrenOfFirstThread();
        if (Volatile.Read(ref _starting) > 0)
        {
            return; // the next time
        }

        foreach (var child in children)
        {
            if (!_commands.ContainsKey(child))
            {
                Native.TryReap(child);
            }
        }
    }

    public readonly struct Start(Orphans orphans) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref orphans._starting);
    }
}
