namespace Dagrs.Slurm;

/// <summary>Asks Slurm what it knows of a run's jobs: one call for all of them, seldom, since each is work for the controller of the whole cluster. Thread-safe.</summary>
/// <param name="tools">Slurm's commands.</param>
/// <param name="run">By which jobs are named.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class JobQueue(SlurmTools tools, string run, TimeProvider clock)
{
    private const double Growth = 1.5;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly long _begin = clock.GetTimestamp();
    private TimeSpan _interval = Shortest;
    private TimeSpan _next = Shortest;
    private int _extra = 2; // calls besides those that the pace allows

    /// <summary>Since the run began to use the cluster.</summary>
    public TimeSpan Now => clock.GetElapsedTime(_begin);

    /// <summary>True when it is time to ask.</summary>
    public bool IsDue => Now >= _next;

    /// <summary>Asks.</summary>
    /// <returns>The jobs by their comments; null: Slurm gave no answer.</returns>
    public async Task<Dictionary<string, QueuedJob>?> AskAsync()
    {
        var answer = await tools.CallAsync("squeue", "-h", "-n", "dagrs-" + run, "-t", "all", "-o", QueuedJob.Format).ConfigureAwait(false);
        _next = Now + _interval;
        return answer.Problem is null ? QueuedJob.Parse(answer.Text) : null;
    }

    /// <summary>Something has changed, or nothing has; the longest interval counts where what is waited for must be seen in time.</summary>
    public void Note(bool isNews, TimeSpan? longest = null)
    {
        var limit = longest ?? Longest;
        _interval = isNews ? Shortest : _interval * Growth < limit ? _interval * Growth : limit;
    }

    /// <summary>What was asked for is to be seen soon, as far as there are calls left for that.</summary>
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
