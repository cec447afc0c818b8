using System.Diagnostics;

namespace Dagrs.Core.Execution;

/// <summary>
/// Lends the thread that waits for a run to what the run needs done beside its tasks: timers, and work that is posted. That takes no new
/// thread, which the system may refuse by then. It knows no run. Thread-safe, but <see cref="Run"/> is called once at a time.
/// </summary>
internal sealed class MainLoop : TimeProvider
{
    private readonly object _gate = new();
    private readonly Queue<Action> _posted = new();
    private readonly PriorityQueue<LoopTimer, long> _timers = new(); // by the time that they are due
    private LoopTimer? _running;
    private long _suspended;

    /// <summary>The clock's time without that in which this process was suspended.</summary>
    public override long GetTimestamp() => base.GetTimestamp() - Volatile.Read(ref _suspended);

    /// <summary>For how long this process was suspended in all.</summary>
    public TimeSpan Suspended => Stopwatch.GetElapsedTime(0, Volatile.Read(ref _suspended));

    /// <summary>Suspends this process; the time until it goes on does not count.</summary>
    public void Suspend(Action suspend)
    {
        var before = Stopwatch.GetTimestamp();
        suspend();
        Interlocked.Add(ref _suspended, Stopwatch.GetTimestamp() - before);
    }

    /// <summary>Has the loop do something soon; what it does must not block.</summary>
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

    /// <summary>Begins something and serves timers and posted work on the calling thread until it has ended.</summary>
    /// <param name="begin">Begins it.</param>
    /// <param name="whenFailed">Told of what timers and posted work throw, and the loop goes on; null: it ends with that.</param>
    public T Run<T>(Func<Task<T>> begin, Action<Exception>? whenFailed = null)
    {
        var task = begin();

        // In place, also when it has ended already: the thread pool, which does that for an awaiter, may get no thread.
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

    // Rounded up: waking too early would mean to wait once more.
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

        // One that has thrown does not fire again, but whoever waits for its end goes on.
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

        // As other timers do: when it is over the callback does not run any more.
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
