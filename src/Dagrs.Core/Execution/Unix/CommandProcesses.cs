using System.Diagnostics;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// All processes of one attempt of a command, whether in its process group or not: asks them to stop, and reports when none is left. It does not know
/// how the command was started. Thread-safe.
/// </summary>
/// <param name="processes">Finds them.</param>
/// <param name="invocation">The attempt.</param>
/// <param name="leader">The command's own process, which leads its process group.</param>
/// <param name="kill">When cancelled, what is left is killed.</param>
internal sealed class CommandProcesses(RunProcesses processes, Invocation invocation, int leader, CancellationToken kill)
{
    private const int LookAgain = 20; // ms
    private static readonly TimeSpan MostAfterKill = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly HashSet<ProcessTable.Identity> _known = [];
    private bool _isOver;
    private long? _killed;

    /// <summary>True when it was asked to stop while it ran.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>
    /// Sends all of them a signal, unless the command has ended by itself. When a run is stopped this is called for one command after the other, so
    /// the search for processes that left the group happens elsewhere.
    /// </summary>
    public void Signal(int signal)
    {
        lock (_gate)
        {
            if (_isOver || (!WasStopped && Children.HasEnded(leader)))
            {
                return;
            }

            WasStopped = true;
            _ = Native.kill(-leader, signal);
            if (Native.getpgid(leader) != leader)
            {
                _ = Native.kill(leader, signal); // it has left its own group
            }
        }

        var ask = processes.Search.Ask();
        processes.Later(() => SignalOutsideGroup(ask, signal));
    }

    /// <summary>Asks all of them to stop, by the configured signal.</summary>
    public void Ask() => Signal(invocation.Life is { } life ? (life.StopSignal is { } name ? Signals.NumberOf(name) : 0) : Native.SIGTERM);

    /// <summary>Ends what is left when the command has ended by itself: asks first, kills after a grace period.</summary>
    public void EndRest(TimeSpan grace)
    {
        var (asked, signal) = (Stopwatch.GetTimestamp(), Native.SIGTERM);
        while (Living(processes.Search.Ask()) is { Count: > 0 } left && Stopwatch.GetElapsedTime(asked) < grace + MostAfterKill)
        {
            var wanted = kill.IsCancellationRequested || Stopwatch.GetElapsedTime(asked) >= grace ? Native.SIGKILL : signal;
            foreach (var process in wanted == 0 ? [] : left)
            {
                _ = Native.kill(process.Id, wanted);
            }

            signal = 0; // ask only once
            _ = Native.Sleep(LookAgain);
        }
    }

    /// <summary>True while one of them lives. After the kill they are killed here too; one that survives it is left alone.</summary>
    public bool IsAnythingLeft()
    {
        var left = Living(processes.Search.Ask());
        if (kill.IsCancellationRequested)
        {
            _killed ??= Stopwatch.GetTimestamp();
            left.ForEach(process => Native.kill(process.Id, Native.SIGKILL));
        }

        return left.Count > 0 && !IsPatienceOver;
    }

    /// <summary>Reaps the leader, a child that has ended. Its process id may be reused afterwards, so no signal is sent to it any more.</summary>
    public bool TakeStatus(StartedCommand command, out ExitStatus status)
    {
        lock (_gate)
        {
            _isOver = true;
            return command.TryTakeStatus(out status);
        }
    }

    /// <summary>
    /// Without a process table only the group is known. Waits until the group of a stopped command is empty. Its id is not reused while it has
    /// members.
    /// </summary>
    public void WaitForGroup()
    {
        while (WasStopped && !ProcessTable.IsUsable && Native.kill(-leader, 0) == 0 && !IsPatienceOver)
        {
            if (kill.IsCancellationRequested)
            {
                _killed ??= Stopwatch.GetTimestamp();
                _ = Native.kill(-leader, Native.SIGKILL);
            }

            _ = Children.ReapGroup(leader);
            _ = Native.Sleep(LookAgain);
        }
    }

    private bool IsPatienceOver => _killed is { } killed && Stopwatch.GetElapsedTime(killed) >= MostAfterKill;

    private void SignalOutsideGroup(long ask, int signal)
    {
        foreach (var process in Living(ask))
        {
            if (process.Group != leader && process.Id != leader)
            {
                _ = Native.kill(process.Id, signal);
            }
        }
    }

    // Includes processes found before: one that left the group and cleared its variables is known only by its parent, while that lives.
    private List<ProcessTable.Entry> Living(long ask)
    {
        lock (_known)
        {
            var living = processes.Search.Find(ask, invocation, leader, _known);
            _known.UnionWith(living.Select(process => process.Identity));
            return living;
        }
    }
}
