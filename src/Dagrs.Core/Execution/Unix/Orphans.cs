using System.Collections.Concurrent;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Reaps orphans, which become children of dagrs (it is their subreaper) and would otherwise stay in the process table as zombies until the run ends.
/// Leaves alone the commands, which others wait for. Thread-safe.
/// </summary>
internal sealed class Orphans
{
    private readonly ConcurrentDictionary<int, object> _commands = new();
    private int _starting;

    /// <summary>The children that somebody waits for: the processes of running commands, and the watchdog.</summary>
    public ICollection<int> Commands => _commands.Keys;

    /// <summary>Between the start of a process and <see cref="Except"/> it cannot be told from an orphan; this keeps it from being reaped.</summary>
    public Start WhileStarting()
    {
        Interlocked.Increment(ref _starting);
        return new Start(this);
    }

    /// <summary>Registers a child that somebody else waits for.</summary>
    public void Except(int id, object waiting) => _commands[id] = waiting;

    /// <summary>Unregisters a child that has been reaped; its process id may already be reused.</summary>
    public void ExceptNoLonger(int id, object waiting) => _commands.TryRemove(new(id, waiting));

    /// <summary>Reaps the orphans that have ended.</summary>
    public void Reap()
    {
        var children = ProcessTable.Children();
        if (Volatile.Read(ref _starting) > 0)
        {
            return; // next time
        }

        foreach (var child in children)
        {
            if (!_commands.ContainsKey(child))
            {
                Children.TryReap(child);
            }
        }
    }

    public readonly struct Start(Orphans orphans) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref orphans._starting);
    }
}
