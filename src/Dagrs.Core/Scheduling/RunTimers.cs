namespace Dagrs.Core.Scheduling;

/// <summary>What time does to a run: the time limit and the end of the grace. Timers are made when they are needed. Thread-safe.</summary>
/// <param name="options">The limits and the clock.</param>
/// <param name="whenLate">Called when the run takes too long.</param>
/// <param name="whenGraceEnds">Called when the grace that <see cref="KillAfterGrace"/> grants is over.</param>
internal sealed class RunTimers(RunOptions options, Action whenLate, Action whenGraceEnds) : IAsyncDisposable
{
    private const int MostWithoutReserve = 16; // tasks at once

    private readonly ITimer? _limit =
        options.Timeout is { } limit ? options.TimeProvider.CreateTimer(_ => whenLate(), null, limit, Timeout.InfiniteTimeSpan) : null;

    private readonly Timer? _reserve = options.Parallelism > MostWithoutReserve || options.Timeout is not null ? KeepThreads() : null;
    private readonly Lock _gate = new();
    private ITimer? _grace;
    private bool _isOver;

    /// <summary>The run was told to stop, or it waits for what its tasks have left behind.</summary>
    public void KillAfterGrace()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _grace?.Dispose();
                _grace = options.TimeProvider.CreateTimer(_ => whenGraceEnds(), null, options.Grace, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>The tasks are over: from now on there is no limit, and no kill either unless the run was told to stop.</summary>
    /// <param name="wasStopped">True when what began with <see cref="KillAfterGrace"/> goes on: whoever still reads may not hold the run up for ever.</param>
    public async ValueTask EndTasksAsync(bool wasStopped)
    {
        if (!wasStopped)
        {
            await EndGraceAsync().ConfigureAwait(false);
        }

        if (_limit is not null)
        {
            await _limit.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndTasksAsync(wasStopped: true).ConfigureAwait(false);
        lock (_gate)
        {
            _isOver = true;
        }

        await EndGraceAsync().ConfigureAwait(false);
        if (_reserve is not null)
        {
            await _reserve.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Many tasks at once may use up all the threads and processes that the system allows. Then no thread could be made any more to stop
    // them: so one of the pool and the one for timers are made before, and used now and then, that they stay. A time limit needs both anyway.
    private static Timer KeepThreads()
    {
        var interval = TimeSpan.FromSeconds(1);
        ThreadPool.UnsafeQueueUserWorkItem(_ => { }, null);
        return new Timer(_ => { }, null, interval, interval);
    }

    private async ValueTask EndGraceAsync()
    {
        ITimer? grace;
        lock (_gate)
        {
            (grace, _grace) = (_grace, null);
        }

        if (grace is not null)
        {
            await grace.DisposeAsync().ConfigureAwait(false);
        }
    }
}
