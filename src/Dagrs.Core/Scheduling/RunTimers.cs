namespace Dagrs.Core.Scheduling;

/// <summary>What time does to a run: the time limit, the end of the grace and that of clean-up. Timers are made when they are needed. Thread-safe.</summary>
/// <param name="options">The limits and the clock.</param>
/// <param name="whenLate">Called when the run takes too long.</param>
/// <param name="whenGraceEnds">Called when the grace that <see cref="KillAfterGrace"/> grants is over.</param>
/// <param name="whenCleanUpEnds">Called when clean-up has had its time.</param>
internal sealed class RunTimers(RunOptions options, Action whenLate, Action whenGraceEnds, Action whenCleanUpEnds) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _limit;
    private ITimer? _grace;
    private ITimer? _cleanUp;
    private List<ITimer>? _graces; // of tasks that are stopped alone
    private bool _isOver;

    /// <summary>The run begins.</summary>
    public void Begin() => _limit = options.Timeout is { } limit ? After(limit, whenLate) : null;

    /// <summary>The run was told to stop, or it waits for what its tasks have left behind.</summary>
    public void KillAfterGrace()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _grace?.Dispose();
                _grace = After(options.Grace, whenGraceEnds);
            }
        }
    }

    /// <summary>Some tasks were told to end, and no others.</summary>
    /// <param name="whenOver">Called when their grace is over.</param>
    public void AfterGrace(Action whenOver)
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                (_graces ??= []).Add(After(options.Grace, whenOver));
            }
        }
    }

    /// <summary>Clean-up has begun.</summary>
    public void EndCleanUpLater()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _cleanUp ??= After(options.CleanUp, whenCleanUpEnds);
            }
        }
    }

    /// <summary>The tasks are over: from now on there is no limit, and no kill either unless the run was told to stop.</summary>
    /// <param name="wasStopped">True when what began with <see cref="KillAfterGrace"/> goes on: whoever still reads may not hold the run up for ever.</param>
    public async ValueTask EndTasksAsync(bool wasStopped)
    {
        if (!wasStopped)
        {
            await EndAsync(Take(ref _grace)).ConfigureAwait(false);
        }

        await EndAsync(Take(ref _limit)).ConfigureAwait(false);
        await EndAsync(Take(ref _cleanUp)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await EndTasksAsync(wasStopped: true).ConfigureAwait(false);
        lock (_gate)
        {
            _isOver = true;
        }

        await EndAsync(Take(ref _grace)).ConfigureAwait(false);
        foreach (var grace in _graces ?? [])
        {
            await EndAsync(grace).ConfigureAwait(false);
        }
    }

    private ITimer After(TimeSpan time, Action call) => options.TimeProvider.CreateTimer(static call => ((Action)call!)(), call, time, Timeout.InfiniteTimeSpan);

    private ITimer? Take(ref ITimer? timer)
    {
        lock (_gate)
        {
            (var taken, timer) = (timer, null);
            return taken;
        }
    }

    private static async ValueTask EndAsync(ITimer? timer)
    {
        if (timer is not null)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
