namespace Dagrs.Slurm;

/// <summary>Cancels jobs, if possible all of a run in one call, and follows up until they are gone. Belongs to the watch.</summary>
/// <param name="tools">Slurm's commands.</param>
/// <param name="queue">Reports the jobs that are left.</param>
/// <param name="run">The run that the names of its jobs contain.</param>
internal sealed class Canceling(SlurmTools tools, JobQueue queue, string run)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _unwanted = new(StringComparer.Ordinal);

    /// <summary>The command with which users can cancel what is left.</summary>
    public string Command => $"scancel -n dagrs-{run}";

    /// <summary>Marks a job that no task needs any more.</summary>
    public void Unwanted(string comment)
    {
        lock (_unwanted)
        {
            _unwanted.Add(comment);
        }
    }

    /// <summary>Cancels the jobs that were asked to stop, and again those that are still there after a while.</summary>
    public async Task StepAsync(List<Job> jobs)
    {
        var due = jobs.FindAll(job => job.IsAsked).SelectMany(job => job.Submissions.Where(IsDue)).ToList();
        if (due.Count == 0)
        {
            return;
        }

        var isAll = jobs.TrueForAll(job => job.IsAsked);
        IReadOnlyList<string> ids = isAll ? [] : [.. due.Where(one => one.Id is not null).Select(one => one.Id!)];
        if (isAll || ids.Count > 0)
        {
            _ = await tools.CallAsync(["scancel", "-Q", "-n", "dagrs-" + run, .. ids]).ConfigureAwait(false); // and by name: Slurm may have reused a number
        }

        due.ForEach(one => one.CanceledAt = queue.Now);
        queue.HurryOnce(Soon);
    }

    /// <summary>Takes note of an answer from Slurm.</summary>
    public void Note(Dictionary<string, QueuedJob> known, List<Job> jobs)
    {
        lock (_unwanted)
        {
            foreach (var comment in _unwanted.ToList())
            {
                if (known.GetValueOrDefault(comment) is { IsAlive: true } job && !jobs.Exists(one => one.Submissions.Any(submission => submission.Comment == comment)))
                {
                    _ = tools.CallAsync("scancel", "-Q", "-n", "dagrs-" + run, job.Id);
                }

                _unwanted.Remove(comment);
            }
        }
    }

    /// <summary>Cancels all remaining jobs of the run.</summary>
    /// <returns>How many jobs are still there; null: Slurm does not say.</returns>
    public async Task<int?> EndAllAsync(TimeProvider clock, CancellationToken kill)
    {
        for (var times = 0; ; times++)
        {
            _ = await tools.CallAsync("scancel", "-Q", "-n", "dagrs-" + run).ConfigureAwait(false);
            await Task.Delay(Soon, clock, CancellationToken.None).ConfigureAwait(false);
            var left = await queue.AskAsync().ConfigureAwait(false);
            var count = left?.Values.Count(job => job.IsAlive);
            if (count == 0 || kill.IsCancellationRequested || times >= 3)
            {
                return count;
            }

            await Task.Delay(Again, clock, kill).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsDue(Submission one) => one.SubmittedAt is not null && one.Record is null && (one.CanceledAt is null || (queue.Now - one.CanceledAt > Again && one.Seen?.IsAlive == true));
}
