using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Takes the exit status of processes whose parents have gone, which are children of dagrs then (it is their subreaper) and would
/// stay in the process table until the run ends. Keeps away from the commands, which others wait for. Thread-safe.
/// </summary>
internal sealed class Orphans
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, object> _commands = new();
    private readonly bool _areAdopted;
    private long _lastLook = Stopwatch.GetTimestamp();
    private int _starting;

    /// <param name="areAdopted">False when this process is no subreaper: then nothing is done.</param>
    public Orphans(bool areAdopted) => _areAdopted = areAdopted;

    /// <summary>For how long whoever waits for a command may do nothing else, in ms; -1 is for ever.</summary>
    public int MostIdle => _areAdopted ? (int)Interval.TotalMilliseconds : -1;

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

    /// <summary>
    /// Looks for them if nobody has for a while. Those who wait for commands call it now and then: a timer would have its own thread, and
    /// another of the pool to call back on, which cannot be made any more where tasks have used up all that the system allows.
    /// </summary>
    public void ReapSometimes()
    {
        var last = Volatile.Read(ref _lastLook);
        if (_areAdopted && Stopwatch.GetElapsedTime(last) >= Interval && Interlocked.CompareExchange(ref _lastLook, Stopwatch.GetTimestamp(), last) == last)
        {
            Reap();
        }
    }

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
