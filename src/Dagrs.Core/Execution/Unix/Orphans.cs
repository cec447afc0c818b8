using System.Collections.Concurrent;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Takes the exit status of processes whose parents have gone, which are children of dagrs then (it is their subreaper) and would
/// stay in the process table until the run ends. Keeps away from the commands, which others wait for. Thread-safe.
/// </summary>
internal sealed class Orphans
{
    private readonly ConcurrentDictionary<int, object> _commands = new();
    private int _starting;

    /// <summary>The children that somebody waits for: the processes of running commands, and the guard.</summary>
    public ICollection<int> Commands => _commands.Keys;

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

    /// <summary>Takes the status of those that have ended.</summary>
    public void Reap()
    {
        var children = ProcessTable.Children();
        if (Volatile.Read(ref _starting) > 0)
        {
            return; // the next time
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
