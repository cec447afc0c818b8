namespace Dagrs.Slurm;

/// <summary>The interval between two polls of the watch: short while something happens, longer while nothing does. Thread-safe.</summary>
/// <param name="clock">Where time comes from.</param>
internal sealed class Pace(TimeProvider clock)
{
    private const double Growth = 1.25;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _interval = Shortest;

    /// <summary>Waits until the next poll is due.</summary>
    public async Task WaitAsync()
    {
        Task wake;
        TimeSpan interval;
        lock (_gate)
        {
            (wake, interval) = (_wake.Task, _interval);
        }

        await wake.WaitAsync(interval, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (wake.IsCompleted)
        {
            await Task.Delay(Moment, clock).ConfigureAwait(false); // requests to stop arrive one after another: collect them
            lock (_gate)
            {
                _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Makes the next poll due now.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _wake.TrySetResult();
        }
    }

    /// <summary>Adapts the interval to whether something has happened.</summary>
    public void Note(bool isNews)
    {
        lock (_gate)
        {
            _interval = isNews ? Shortest : _interval * Growth < Longest ? _interval * Growth : Longest;
        }
    }
}
