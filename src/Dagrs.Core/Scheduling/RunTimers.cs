namespace Dagrs.Core.Scheduling;

/// <summary>The timers of a run: its time limit, the grace period and the time for clean-up. Timers are created on demand. Thread-safe.</summary>
/// <param name="options">The limits and the clock.</param>
/// <param name="whenLate">Called when the run exceeds its time limit.</param>
/// <param name="whenGraceEnds">Called when the grace period started by <see cref="KillAfterGrace"/> is over.</param>
/// <param name="whenCleanUpEnds">Called when the time for clean-up is over.</param>
internal sealed class RunTimers(RunOptions options, Action whenLate, Action whenGraceEnds, Action whenCleanUpEnds) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _limit;
    private ITimer? _grace;
    private ITimer? _cleanUp;
    private List<ITimer>? _graces; // of tasks that are stopped individually
    private bool _isOver;

    /// <summary>Starts the time limit of the run.</summary>
    public void Begin() => _limit = options.Timeout is { } limit ? After(limit, whenLate) : null;

    /// <summary>Starts the grace period: the run was asked to stop, or waits for left-over processes.</summary>
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

    /// <summary>Starts the grace period of some tasks that alone were asked to stop.</summary>
    /// <param name="whenOver">Called when their grace period is over.</param>
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

    /// <summary>Starts the time for clean-up.</summary>
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

    /// <summary>The tasks have finished: no limit applies any more, nor a kill unless the run was asked to stop.</summary>
    /// <param name="wasStopped">True when the period started by <see cref="KillAfterGrace"/> goes on: a slow reader may not hold the run up for ever.</param>
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
