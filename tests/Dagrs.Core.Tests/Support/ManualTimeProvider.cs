namespace Dagrs.Core.Tests.Support;

/// <summary>A clock that stands still until it is moved. Timers that are due fire on the thread that moves it, one after the other.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<ManualTimer, (long Due, int Made)> _timers = new();
    private long _now;
    private int _made;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The time since the clock was made.</summary>
    public TimeSpan Elapsed => new(Interlocked.Read(ref _now));

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock; on the way it stands at the time of each timer that fires.</summary>
    public void Advance(TimeSpan time)
    {
        var end = Interlocked.Read(ref _now) + time.Ticks;
        while (TryTake(end, out var timer))
        {
            timer.Fire();
        }

        Interlocked.Exchange(ref _now, end);
    }

    /// <summary>Moves the clock to the next timer and fires that one. False when there is none.</summary>
    public bool AdvanceToNextTimer()
    {
        if (!TryTake(long.MaxValue, out var timer))
        {
            return false;
        }

        timer.Fire();
        return true;
    }

    private bool TryTake(long latest, out ManualTimer timer)
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out timer!, out var key) && key.Due <= latest)
            {
                _timers.Dequeue();
                if (timer.IsSetFor(key))
                {
                    Interlocked.Exchange(ref _now, Math.Max(_now, key.Due));
                    return true;
                }
            }
        }

        return false;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, Action callback) : ITimer
    {
        private (long Due, int Made)? _key;
        private TimeSpan _period;
        private bool _isDisposed;

        public bool IsSetFor((long Due, int Made) key) => _key == key;

        public void Fire()
        {
            Change(_period <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : _period, _period);
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                if (_isDisposed)
                {
                    return false;
                }

                _period = period;
                _key = dueTime == Timeout.InfiniteTimeSpan ? null : (clock._now + dueTime.Ticks, clock._made++);
                if (_key is { } key)
                {
                    clock._timers.Enqueue(this, key);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _key = null;
                _isDisposed = true;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
