using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Takes the exit status of processes whose parents have gone, which are children of dagrs then (it is their subreaper) and would
/// stay in the process table until the run ends. Keeps away from the commands, which others wait for. Thread-safe.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The timer is needed for as long as the process lives.")]
internal sealed class Orphans
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, object> _commands = new();
    private readonly bool _areAdopted;
    private readonly Lock _gate = new();
    private long _lastLook = Stopwatch.GetTimestamp();
    private volatile Timer? _timer;
    private int _starting;

    /// <param name="areAdopted">False when this process is no subreaper: then nothing is done.</param>
    public Orphans(bool areAdopted) => _areAdopted = areAdopted;

    /// <summary>For how long those who wait for commands may do so before they call <see cref="Remind"/>, in ms; -1 is for ever.</summary>
    public int MostPatience => _areAdopted && _timer is null ? (int)Interval.TotalMilliseconds : -1;

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
    /// Begins to look for them every second, once the process is a second old: a short one need not pay for a timer. The timer is of use
    /// besides. It needs a thread of its own and calls back on one of the pool, and keeps both: where tasks have used up all the threads
    /// and processes that the system allows, none could be made any more, and without them a run could not be stopped.
    /// </summary>
    public void Remind()
    {
        if (!_areAdopted || _timer is not null)
        {
            return;
        }

        lock (_gate)
        {
            if (_timer is not null || Stopwatch.GetElapsedTime(_lastLook) < Interval)
            {
                return;
            }

            _lastLook = Stopwatch.GetTimestamp();
            Reap();
            try
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => { }, null);
                _timer = new Timer(_ => Reap(), null, Interval, Interval);
            }
            catch (Exception none) when (none is OutOfMemoryException or ThreadStartException)
            {
                // There are none already. Those who wait for commands go on looking.
            }
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
