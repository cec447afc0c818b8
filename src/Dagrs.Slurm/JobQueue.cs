namespace Dagrs.Slurm;

/// <summary>
/// Asks Slurm about a run's jobs: one call for all of them, and seldom, since each call loads the controller of the whole cluster. Thread-safe.
/// </summary>
/// <param name="tools">Slurm's commands.</param>
/// <param name="run">The run that the names of its jobs contain.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class JobQueue(SlurmTools tools, string run, TimeProvider clock)
{
    private const double Growth = 1.5;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly long _begin = clock.GetTimestamp();
    private TimeSpan _interval = Shortest;
    private TimeSpan _next = Shortest;
    private int _extra = 2; // calls allowed beyond the usual pace

    /// <summary>The time since the run began to use the cluster.</summary>
    public TimeSpan Now => clock.GetElapsedTime(_begin);

    /// <summary>True when it is time to ask.</summary>
    public bool IsDue => Now >= _next;

    /// <summary>Asks Slurm.</summary>
    /// <returns>The jobs by comment; null: Slurm gave no answer.</returns>
    public async Task<Dictionary<string, QueuedJob>?> AskAsync()
    {
        var answer = await tools.CallAsync("squeue", "-h", "-n", "dagrs-" + run, "-t", "all", "-o", QueuedJob.Format).ConfigureAwait(false);
        _next = Now + _interval;
        return answer.Problem is null ? QueuedJob.Parse(answer.Text) : null;
    }

    /// <summary>Adapts the interval to whether something has changed; <paramref name="longest"/> limits it where a change must be seen in time.</summary>
    public void Note(bool isNews, TimeSpan? longest = null)
    {
        var limit = longest ?? Longest;
        _interval = isNews ? Shortest : _interval * Growth < limit ? _interval * Growth : limit;
    }

    /// <summary>Asks sooner, because the effect of a request is expected, as long as extra calls are left.</summary>
    public void HurryOnce(TimeSpan wait)
    {
        if (_next > Now + wait && _extra > 0)
        {
            _extra--;
            _next = Now + wait;
        }
        else
        {
            _interval = Shortest;
            _next = _next < Now + Shortest ? _next : Now + Shortest;
        }
    }
}
