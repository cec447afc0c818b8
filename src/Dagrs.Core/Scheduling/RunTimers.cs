namespace Dagrs.Core.Scheduling;

/// <summary>What time does to a run: the time limit and the end of the grace. Thread-safe.</summary>
internal sealed class RunTimers : IAsyncDisposable
{
    private readonly ITimer? _limit;
    private readonly ITimer _grace;
    private readonly TimeSpan _graceTime;

    /// <param name="options">The limits and the clock.</param>
    /// <param name="whenLate">Called when the run takes too long.</param>
    /// <param name="whenGraceEnds">Called when the grace that <see cref="KillAfterGrace"/> grants is over.</param>
    public RunTimers(RunOptions options, Action whenLate, Action whenGraceEnds)
    {
        var clock = options.TimeProvider;
        _graceTime = options.Grace;
        _grace = clock.CreateTimer(_ => whenGraceEnds(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _limit = options.Timeout is { } limit ? clock.CreateTimer(_ => whenLate(), null, limit, Timeout.InfiniteTimeSpan) : null;
    }

    /// <summary>The run was told to stop.</summary>
    public void KillAfterGrace() => _grace.Change(_graceTime, Timeout.InfiniteTimeSpan);

    /// <summary>The tasks are over: from now on there is no limit, and no kill either unless the run was told to stop.</summary>
    /// <param name="wasStopped">True when what began with <see cref="KillAfterGrace"/> goes on: whoever still reads may not hold the run up for ever.</param>
    public async ValueTask EndTasksAsync(bool wasStopped)
    {
        if (!wasStopped)
        {
            _grace.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        if (_limit is not null)
        {
            await _limit.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndTasksAsync(wasStopped: true).ConfigureAwait(false);
        await _grace.DisposeAsync().ConfigureAwait(false);
    }
}
