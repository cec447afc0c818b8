using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Looks after the processes of runs, whoever starts them: has a guard for the case that this process is killed, takes the status of orphans, halts
/// and continues all, and ends what a run has left behind. Thread-safe.
/// </summary>
internal sealed class RunProcesses
{
    private static readonly TimeSpan Upkeep = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostAfterKill = TimeSpan.FromSeconds(2); // a process that outlives SIGKILL for so long is not ours to end

    private readonly Spawner _spawner;
    private readonly bool _ownsProcess;
    private readonly MainLoop? _loop;
    private readonly int? _screen;
    private readonly Strays _strays;
    private readonly HaltedProcesses _halted = new();
    private readonly ConcurrentDictionary<string, bool> _runs = new(); // those that have started something and were not cleaned up
    private readonly HashSet<string> _outlived = []; // runs that are over, and of which a service lives on
    private readonly Lock _gate = new();
    private Watchdog? _watchdog;
    private bool _hasArea;
    private ITimer? _upkeep;

    /// <param name="spawner">Starts the guard.</param>
    /// <param name="ownsProcess">True when this process does nothing but run commands, so that every descendant of it is theirs but for those that were there before.</param>
    /// <param name="loop">Does what is needed beside the commands; null: timers and the thread pool do it.</param>
    /// <param name="screen">The descriptor of a terminal that the guard clears from the cursor on when it was told to; null: there is none.</param>
    public RunProcesses(Spawner spawner, bool ownsProcess, MainLoop? loop, int? screen)
    {
        (_spawner, _ownsProcess, _loop, _screen) = (spawner, ownsProcess, loop, screen);
        if (ownsProcess)
        {
            Native.BecomeSubreaper();
        }

        _strays = new(ownsProcess, Orphans);
        _watchdog = TryStartGuard();
    }

    /// <summary>The children that others wait for, and those that nobody does.</summary>
    public Orphans Orphans { get; } = new();

    /// <summary>Finds the processes of one command.</summary>
    public ProcessSearch Search { get; } = new();

    private TimeProvider Clock => _loop ?? TimeProvider.System;

    /// <summary>Is called before each command of a run; the first makes the run known here.</summary>
    /// <param name="run">The run.</param>
    /// <param name="output">Hears what cannot be done on this system, once a run.</param>
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
                    output.Warn("a process that leaves the group of its task cannot be ended here: /proc is not there, or it is that of another PID namespace");
                }
            }
        }
    }

    /// <summary>Has the guard know whether something stands on the screen below the cursor.</summary>
    public void TellScreen(bool hasArea)
    {
        lock (_gate)
        {
            _hasArea = hasArea;
            _watchdog?.TellScreen(hasArea);
        }
    }

    /// <summary>A command has started: this child is waited for.</summary>
    public void Began(int process, object waiting)
    {
        Orphans.Except(process, waiting);
        _strays.Began(process);
    }

    /// <summary>Does something soon on a thread that may be kept for a while.</summary>
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

    /// <summary>Halts all that runs.</summary>
    public void Suspend() => _halted.Halt(() => _strays.Running(_watchdog?.ProcessId ?? 0));

    /// <summary>Lets what was halted go on.</summary>
    public void Resume() => _halted.Continue();

    /// <summary>Ends what the commands of a run have left behind; see <see cref="IExecutor.CleanUpAsync"/>.</summary>
    public async Task<int> CleanUpAsync(string run, CancellationToken kill)
    {
        var asked = new HashSet<int>();
        if (_runs.ContainsKey(run) && !IsNothingLeft())
        {
            await EndStraysAsync(run, asked, kill).ConfigureAwait(false);
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

    /// <summary>This process is about to end: kills what runs, and waits for it a little.</summary>
    public void KillAll()
    {
        foreach (var run in _runs.Keys)
        {
            EndStraysAsync(run, [], new CancellationToken(canceled: true)).Wait(MostAfterKill);
        }
    }

    private async Task EndStraysAsync(string run, HashSet<int> asked, CancellationToken kill)
    {
        var wait = TimeSpan.FromMilliseconds(1);
        long? killed = null;
        while (_strays.Find(run, asked, isOnlyRun: _runs.Count == 1, _watchdog?.ProcessId ?? 0) is { Count: > 0 } strays
            && (killed is null || Stopwatch.GetElapsedTime(killed.Value) < MostAfterKill))
        {
            if (kill.IsCancellationRequested)
            {
                killed ??= Stopwatch.GetTimestamp();
            }

            foreach (var stray in strays)
            {
                if (stray.HasEnded)
                {
                    Children.TryReap(stray.Id);
                }
                else if (killed is not null)
                {
                    asked.Add(stray.Id);
                    _ = Native.kill(stray.Id, Native.SIGKILL);
                }
                else if (asked.Add(stray.Id))
                {
                    _ = Native.kill(stray.Id, Native.SIGTERM);
                }
            }

            await Task.Delay(wait, Clock, CancellationToken.None).ConfigureAwait(false);
            wait = wait < LookAgain ? wait * 2 : LookAgain;
        }
    }

    // The system tells in one call that this process has no child at all, so the guard goes first. Where there is one, another guard comes. Where
    // there were children before, the call says nothing.
    private bool IsNothingLeft()
    {
        lock (_gate)
        {
            if (!_ownsProcess || _runs.Count > 1 || _strays.HasOthers)
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
