using System.Collections.Concurrent;
using System.Diagnostics;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Runs commands on Linux and macOS by <c>posix_spawn</c>, each in a process group of its own, watched by a thread of its own, and
/// leaves no process behind.
/// </summary>
internal sealed class UnixExecutor : IExecutor
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostAfterKill = TimeSpan.FromSeconds(2); // a process that outlives SIGKILL for so long is not ours to end

    private readonly bool _ownsProcess;
    private readonly SlotThreads _threads = new();
    private readonly Lazy<UnixParts> _parts;
    private readonly HashSet<int> _others = []; // children of whatever became this process, such as the reader of its output in `exec dagrs > >(tee log)`
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, bool> _runs = new(); // those that have started something and were not cleaned up
    private Watchdog? _watchdog;

    /// <param name="ownsProcess">True when this process does nothing but run commands, so that every descendant of it is theirs but for those that were there before.</param>
    public UnixExecutor(bool ownsProcess)
    {
        _ownsProcess = ownsProcess;
        _parts = new(GetReady);
        if (ownsProcess)
        {
            _threads.Begin(GetReadyEarly); // while the caller prepares the run
        }
    }

    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        Prepare(invocation.Run);
        var execution = new UnixExecution(_parts.Value, invocation, output, stopTokens);
        try
        {
            _threads.Run(execution.Run);
        }
        catch (Exception none) when (none is OutOfMemoryException or ThreadStartException)
        {
            return Task.FromResult<Outcome>(new Outcome.NotStarted(WhyNoThread()));
        }

        return execution.Completion;
    }

    public async Task<int> CleanUpAsync(string run, CancellationToken kill)
    {
        if (!_runs.ContainsKey(run))
        {
            EndGuardUnlessNeeded();
            return 0;
        }

        var asked = new HashSet<int>();
        var wait = TimeSpan.FromMilliseconds(1);
        long? killed = null;
        while (Strays(run, asked) is { Count: > 0 } strays && (killed is null || Stopwatch.GetElapsedTime(killed.Value) < MostAfterKill))
        {
            if (kill.IsCancellationRequested)
            {
                killed ??= Stopwatch.GetTimestamp();
            }

            foreach (var stray in strays)
            {
                if (stray.HasEnded)
                {
                    Native.TryReap(stray.Id);
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

            await Task.Delay(wait, CancellationToken.None).ConfigureAwait(false);
            wait = wait < LookAgain ? wait * 2 : LookAgain;
        }

        _runs.TryRemove(run, out _);
        EndGuardUnlessNeeded();
        return asked.Count;
    }

    private void EndGuardUnlessNeeded()
    {
        if (!_ownsProcess)
        {
            return;
        }

        _ = _parts.Value; // it may be getting ready still
        lock (_gate)
        {
            if (_runs.IsEmpty)
            {
                _watchdog?.Dispose();
                _watchdog = null;
            }
        }
    }

    private UnixParts GetReady()
    {
        if (_ownsProcess)
        {
            Native.BecomeSubreaper();
            if (ProcessTable.MayHaveOrphansBut(0))
            {
                _others.UnionWith(ProcessTable.DescendantsOf(Environment.ProcessId, _others).Select(entry => entry.Id));
            }
        }

        var parts = new UnixParts(new Spawner(), _threads, new ProcessSearch(), new Orphans(areAdopted: _ownsProcess));
        _watchdog = _ownsProcess ? Watchdog.TryStart(parts) : null;
        return parts;
    }

    private void GetReadyEarly()
    {
        try
        {
            _ = _parts.Value;
        }
        catch (Exception)
        {
            // Whoever needs it gets it thrown again, where it can be told.
        }
    }

    // A thread needs descriptors too, and its failure does not say which of the two were lacking.
    private static string WhyNoThread()
    {
        if (Native.TryPipe(out var readEnd, out var writeEnd))
        {
            _ = Native.close(readEnd);
            _ = Native.close(writeEnd);
            return "could not be started: no more threads or processes are allowed (EAGAIN)";
        }

        return UnixExecution.NoDescriptors.Why;
    }

    private void Prepare(string run)
    {
        if (_runs.ContainsKey(run))
        {
            return;
        }

        lock (_gate)
        {
            if (!_runs.ContainsKey(run))
            {
                var parts = _parts.Value;
                _watchdog ??= _ownsProcess ? Watchdog.TryStart(parts) : null;
                _watchdog?.Guard(run);
                _runs[run] = true;
            }
        }
    }

    private List<ProcessTable.Entry> Strays(string run, HashSet<int> asked)
    {
        if (!_ownsProcess)
        {
            return ProcessSearch.Find(run, asked);
        }

        // All commands have ended and their status was taken, so that only orphans are left to be children.
        var guard = _watchdog?.ProcessId ?? 0;
        return ProcessTable.MayHaveOrphansBut(guard)
            ? [.. ProcessTable.DescendantsOf(Environment.ProcessId, _others).Where(entry => entry.Id != guard && entry.Parent != guard)]
            : [];
    }
}
