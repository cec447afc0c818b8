using System.Diagnostics;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// All processes of one attempt of a command, in its process group or gone from it: asks them to end, and tells when none is left. It does
/// not know how the command was started. Thread-safe.
/// </summary>
/// <param name="processes">Finds them.</param>
/// <param name="invocation">The attempt.</param>
/// <param name="leader">The command's own process, which has the number of its group.</param>
/// <param name="kill">From then on what is left is killed.</param>
internal sealed class CommandProcesses(RunProcesses processes, Invocation invocation, int leader, CancellationToken kill)
{
    private const int LookAgain = 20; // ms
    private static readonly TimeSpan MostAfterKill = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly HashSet<ProcessTable.Identity> _known = [];
    private bool _isOver;
    private long? _killed;

    /// <summary>True when it was asked to end while it ran.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>
    /// Sends all of them a signal, unless the command has ended by itself. It is called for all commands of a run one after the other when that
    /// is stopped, so the search for those that have left the group is done elsewhere.
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
        processes.Later(() => SignalDeserters(ask, signal));
    }

    /// <summary>Asks all of them to end, by the signal that is theirs.</summary>
    public void Ask() => Signal(invocation.Life is { } life ? (life.StopSignal is { } name ? Signals.NumberOf(name) : 0) : Native.SIGTERM);

    /// <summary>Ends what is left when the command has ended by itself: asks, and kills after a grace.</summary>
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

            signal = 0; // asked once
            _ = Native.Sleep(LookAgain);
        }
    }

    /// <summary>True as long as one of them lives. From the kill on they are killed here too; one that outlives that is left alone.</summary>
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

    /// <summary>Takes the status of the leader, which has ended and is a child; its number may be another's afterwards, so no signal goes to it any more.</summary>
    public bool TakeStatus(StartedCommand command, out ExitStatus status)
    {
        lock (_gate)
        {
            _isOver = true;
            return command.TryTakeStatus(out status);
        }
    }

    /// <summary>
    /// Without a process table the group is all that is known. Waits until nothing is left of that of a stopped command. Its number is not given
    /// away as long as it has members.
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

    private void SignalDeserters(long ask, int signal)
    {
        foreach (var process in Living(ask))
        {
            if (process.Group != leader && process.Id != leader)
            {
                _ = Native.kill(process.Id, signal);
            }
        }
    }

    // Also those that were found before: who has left the group and cleared its variables is known by its parent, as long as that lives.
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
