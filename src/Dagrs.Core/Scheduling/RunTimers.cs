namespace Dagrs.Core.Scheduling;

/// <summary>What time does to a run: the time limit and the end of the grace. Timers are made when they are needed. Thread-safe.</summary>
/// <param name="options">The limits and the clock.</param>
/// <param name="whenLate">Called when the run takes too long.</param>
/// <param name="whenGraceEnds">Called when the grace that <see cref="KillAfterGrace"/> grants is over.</param>
internal sealed class RunTimers(RunOptions options, Action whenLate, Action whenGraceEnds) : IAsyncDisposable
{
    private readonly ITimer? _limit =
        options.Timeout is { } limit ? options.TimeProvider.CreateTimer(_ => whenLate(), null, limit, Timeout.InfiniteTimeSpan) : null;

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
