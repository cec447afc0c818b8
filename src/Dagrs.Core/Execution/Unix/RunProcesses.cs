using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Looks after the processes of runs, whoever starts them: runs a watchdog in case this process is killed, reaps orphans, suspends and resumes all,
/// and ends what a run has left behind. Thread-safe.
/// </summary>
internal sealed class RunProcesses
{
    private static readonly TimeSpan Upkeep = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostAfterKill = TimeSpan.FromSeconds(2); // a process that survives SIGKILL for so long cannot be ended by us

    private readonly Spawner _spawner;
    private readonly bool _ownsProcess;
    private readonly MainLoop? _loop;
    private readonly int? _screen;
    private readonly DescendantSearch _descendants;
    private readonly SuspendedProcesses _suspended = new();
    private readonly ConcurrentDictionary<string, bool> _runs = new(); // runs that have started something and were not cleaned up
    private readonly HashSet<string> _outlived = []; // finished runs of which a service lives on
    private readonly Lock _gate = new();
    private Watchdog? _watchdog;
    private bool _hasArea;
    private ITimer? _upkeep;

    /// <param name="spawner">Starts the watchdog.</param>
    /// <param name="ownsProcess">True when this process does nothing but run commands, so that every descendant is theirs except those that existed
    /// before.</param>
    /// <param name="loop">Runs work beside the commands; null: timers and the thread pool do.</param>
    /// <param name="screen">The descriptor of a terminal that the watchdog erases below the cursor if told to; null: none.</param>
    public RunProcesses(Spawner spawner, bool ownsProcess, MainLoop? loop, int? screen)
    {
        (_spawner, _ownsProcess, _loop, _screen) = (spawner, ownsProcess, loop, screen);
        if (ownsProcess)
        {
            Native.BecomeSubreaper();
        }

        _descendants = new(ownsProcess, Orphans);
        _watchdog = TryStartGuard();
    }

    /// <summary>The children that others wait for, and reaping of the rest.</summary>
    public Orphans Orphans { get; } = new();

    /// <summary>Finds the processes of one command.</summary>
    public ProcessSearch Search { get; } = new();

    private TimeProvider Clock => _loop ?? TimeProvider.System;

    /// <summary>Called before each command of a run; the first call registers the run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="output">Gets a warning, once a run, about what this system cannot do.</param>
    public void Prepare(string run, IOutputSink output)
    {
        if (_runs.ContainsKey(run))
        {
            return;
        }

        lock (_gate)
        {
            if (_runs.TryAdd(run, true))
            {
                _watchdog ??= TryStartGuard();
                _watchdog?.Guard(run);
                _upkeep ??= _ownsProcess ? Clock.CreateTimer(_ => LookAfter(), null, Upkeep, Upkeep) : null;
                if (!ProcessTable.IsUsable && OperatingSystem.IsLinux())
                {
                    output.Warn("processes that leave their task's process group cannot be killed here: /proc is missing, or belongs to another PID namespace");
                }
            }
        }
    }

    /// <summary>Tells the watchdog whether something stands on the screen below the cursor.</summary>
    public void TellScreen(bool hasArea)
    {
        lock (_gate)
        {
            _hasArea = hasArea;
            _watchdog?.TellScreen(hasArea);
        }
    }

    /// <summary>Registers the process of a command that has started: somebody waits for it.</summary>
    public void Began(int process, object waiting)
    {
        Orphans.Except(process, waiting);
        _descendants.Began(process);
    }

    /// <summary>Runs work soon, on a thread that may be blocked for a while.</summary>
    public void Later(Action work)
    {
        if (_loop is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static work => work(), work, preferLocal: false);
        }
        else
        {
            _loop.Post(work);
        }
    }

    /// <summary>Suspends all running processes.</summary>
    public void Suspend() => _suspended.Suspend(() => _descendants.Running(_watchdog?.ProcessId ?? 0));

    /// <summary>Resumes the suspended processes.</summary>
    public void Resume() => _suspended.Resume();

    /// <summary>Ends what the commands of a run have left behind; see <see cref="IExecutor.CleanUpAsync"/>.</summary>
    public async Task<int> CleanUpAsync(string run, CancellationToken kill)
    {
        var asked = new HashSet<int>();
        if (_runs.ContainsKey(run) && !IsNothingLeft())
        {
            await EndLeftoversAsync(run, asked, kill).ConfigureAwait(false);
        }

        lock (_gate)
        {
            _runs.TryRemove(run, out _);
            if (Orphans.Commands.Any(command => command != _watchdog?.ProcessId))
            {
                _outlived.Add(run);
            }
            else if (_runs.IsEmpty)
            {
                _outlived.Clear();
                EndGuard();
                _upkeep?.Dispose();
                _upkeep = null;
            }
        }

        return asked.Count;
    }

    /// <summary>Kills all running processes because this process is about to end, and waits for them briefly.</summary>
    public void KillAll()
    {
        foreach (var run in _runs.Keys)
        {
            EndLeftoversAsync(run, [], new CancellationToken(canceled: true)).Wait(MostAfterKill);
        }
    }

    private async Task EndLeftoversAsync(string run, HashSet<int> asked, CancellationToken kill)
    {
        var wait = TimeSpan.FromMilliseconds(1);
        long? killed = null;
        while (_descendants.Find(run, asked, isOnlyRun: _runs.Count == 1, _watchdog?.ProcessId ?? 0) is { Count: > 0 } leftovers
            && (killed is null || Stopwatch.GetElapsedTime(killed.Value) < MostAfterKill))
        {
            if (kill.IsCancellationRequested)
            {
                killed ??= Stopwatch.GetTimestamp();
            }

            foreach (var leftover in leftovers)
            {
                if (leftover.HasEnded)
                {
                    Children.TryReap(leftover.Id);
                }
                else if (killed is not null)
                {
                    asked.Add(leftover.Id);
                    _ = Native.kill(leftover.Id, Native.SIGKILL);
                }
                else if (asked.Add(leftover.Id))
                {
                    _ = Native.kill(leftover.Id, Native.SIGTERM);
                }
            }

            await Task.Delay(wait, Clock, CancellationToken.None).ConfigureAwait(false);
            wait = wait < LookAgain ? wait * 2 : LookAgain;
        }
    }

    // One system call tells that this process has no children, so the watchdog, a child itself, is ended first. If others are left, a new
    // watchdog is started. With children from before, the call tells nothing.
    private bool IsNothingLeft()
    {
        lock (_gate)
        {
            if (!_ownsProcess || _runs.Count > 1 || _descendants.HasOthers)
            {
                return false;
            }

            EndGuard();
            if (!Children.Exist())
            {
                return true;
            }

            StartGuardAgain();
            return false;
        }
    }

    private Watchdog? TryStartGuard() => ProcessTable.IsUsable ? Watchdog.TryStart(_spawner, Orphans, _screen) : null;

    private void EndGuard()
    {
        _watchdog?.Dispose();
        _watchdog = null;
    }

    private void StartGuardAgain()
    {
        EndGuard();
        _watchdog = TryStartGuard();
        foreach (var run in _runs.Keys.Concat(_outlived))
        {
            _watchdog?.Guard(run);
        }

        if (_hasArea)
        {
            _watchdog?.TellScreen(true);
        }
    }

    private void LookAfter()
    {
        lock (_gate)
        {
            if (!_runs.IsEmpty && _watchdog is not { HasEnded: false })
            {
                StartGuardAgain();
            }
        }

        if (Children.HaveEnded())
        {
            Orphans.Reap();
        }
    }
}
