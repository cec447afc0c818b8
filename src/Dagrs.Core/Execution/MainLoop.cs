using System.Diagnostics;

namespace Dagrs.Core.Execution;

/// <summary>
/// Lends the thread that waits for a run to the run's own work: timers and posted work. That takes no new thread, which the system may refuse by
/// then. It knows no run. Thread-safe, but <see cref="Run"/> must not be called concurrently.
/// </summary>
internal sealed class MainLoop : TimeProvider
{
    private readonly object _gate = new();
    private readonly Queue<Action> _posted = new();
    private readonly PriorityQueue<LoopTimer, long> _timers = new(); // by due time
    private LoopTimer? _running;
    private long _suspended;

    /// <summary>The clock's time minus the time this process was suspended.</summary>
    public override long GetTimestamp() => base.GetTimestamp() - Volatile.Read(ref _suspended);

    /// <summary>The total time this process was suspended.</summary>
    public TimeSpan Suspended => Stopwatch.GetElapsedTime(0, Volatile.Read(ref _suspended));

    /// <summary>Suspends this process; the time until it resumes does not count.</summary>
    public void Suspend(Action suspend)
    {
        var before = Stopwatch.GetTimestamp();
        suspend();
        Interlocked.Add(ref _suspended, Stopwatch.GetTimestamp() - before);
    }

    /// <summary>Posts work to the loop; it must not block.</summary>
    public void Post(Action work)
    {
        lock (_gate)
        {
            _posted.Enqueue(work);
            Monitor.Pulse(_gate);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LoopTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Starts something, and serves timers and posted work on the calling thread until it has ended.</summary>
    /// <param name="begin">Starts it.</param>
    /// <param name="whenFailed">Called with what timers and posted work throw; then the loop goes on. Null: the exception ends the loop.</param>
    public T Run<T>(Func<Task<T>> begin, Action<Exception>? whenFailed = null)
    {
        var task = begin();

        // Runs in place, even when it has already ended: an awaiter would use the thread pool, which may get no thread.
        _ = task.ContinueWith(static (_, loop) => ((MainLoop)loop!).Post(static () => { }), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            var work = Next();
            try
            {
                work();
            }
            catch (Exception wrong) when (whenFailed is not null)
            {
                whenFailed(wrong);
            }
        }

        return task.GetAwaiter().GetResult();
    }

    private Action Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_posted.TryDequeue(out var work))
                {
                    return work;
                }

                if (!_timers.TryPeek(out var timer, out var due))
                {
                    Monitor.Wait(_gate);
                }
                else if (due - GetTimestamp() is > 0 and var left)
                {
                    Monitor.Wait(_gate, Milliseconds(left));
                }
                else
                {
                    _timers.Dequeue();
                    _running = timer;
                    return timer.Fire;
                }
            }
        }
    }

    // Rounded up: waking too early would only mean waiting again.
    private static int Milliseconds(long ticks) => (int)Math.Min(((ticks - 1) / (Stopwatch.Frequency / 1000)) + 1, int.MaxValue);

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);

    private sealed class LoopTimer(MainLoop loop, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private bool _isDisposed;
        private TaskCompletionSource? _whenIdle;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (loop._gate)
            {
                loop._timers.Remove(this, out _, out _);
                if (_isDisposed)
                {
                    return false;
                }

                _period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    loop._timers.Enqueue(this, loop.GetTimestamp() + Ticks(dueTime));
                    Monitor.Pulse(loop._gate);
                }

                return true;
            }
        }

        // A timer that has thrown does not fire again, but whoever waits for its end continues.
        public void Fire()
        {
            var isFine = false;
            try
            {
                callback(state);
                isFine = true;
            }
            finally
            {
                EndCallback(mayFireAgain: isFine);
            }
        }

        public void Dispose()
        {
            lock (loop._gate)
            {
                _isDisposed = true;
                loop._timers.Remove(this, out _, out _);
            }
        }

        // Like other timers: once this completes, the callback no longer runs.
        public ValueTask DisposeAsync()
        {
            lock (loop._gate)
            {
                Dispose();
                return loop._running == this ? new((_whenIdle ??= new()).Task) : ValueTask.CompletedTask;
            }
        }

        private void EndCallback(bool mayFireAgain)
        {
            lock (loop._gate)
            {
                loop._running = null;
                if (mayFireAgain && !_isDisposed && _period > TimeSpan.Zero)
                {
                    loop._timers.Remove(this, out _, out _); // the callback may have changed it
                    loop._timers.Enqueue(this, loop.GetTimestamp() + Ticks(_period));
                }
            }

            _whenIdle?.SetResult();
        }
    }
}
