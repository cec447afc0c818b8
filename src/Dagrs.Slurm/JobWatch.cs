using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>
/// Watches the jobs of a run until they are over: polls the folder in which they leave files, asks Slurm seldom, and has lost
/// jobs submitted again. <see cref="JobRules"/> decides what follows from what it sees. Thread-safe.
/// </summary>
/// <param name="folder">The folder with the jobs' output and exit records.</param>
/// <param name="queue">Asks Slurm.</param>
/// <param name="canceling">Cancels jobs.</param>
/// <param name="pace">How often it polls.</param>
/// <param name="resubmit">Submits another job for a lost one; receives the node on which that was lost.</param>
internal sealed class JobWatch(RunFolder folder, JobQueue queue, Canceling canceling, Pace pace, Action<Job, string?> resubmit)
{
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WhileHopeless = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly List<Job> _jobs = [];
    private bool _runs;

    /// <summary>How many jobs were lost with their nodes, or by Slurm.</summary>
    public int Losses { get; private set; }

    /// <summary>True when jobs may still exist whose tasks are over.</summary>
    public bool HasDoubtful { get; private set; }

    /// <summary>Watches these submissions of a job from now on.</summary>
    public void Add(Job job)
    {
        lock (_gate)
        {
            _jobs.Add(job);
            if (!_runs)
            {
                _runs = true;
                _ = Task.Run(WatchAsync);
            }
        }

        Wake(isNews: true);
    }

    /// <summary>Makes it poll at once.</summary>
    public void Wake(bool isNews = false)
    {
        if (isNews)
        {
            pace.Note(isNews: true);
        }

        pace.Wake();
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            List<Job> jobs;
            lock (_gate)
            {
                _jobs.RemoveAll(job => job.IsOver);
                jobs = [.. _jobs];
                if (jobs.Count == 0)
                {
                    _runs = false;
                    return;
                }
            }

            try
            {
                await LookAsync(jobs).ConfigureAwait(false);
            }
            catch (Exception bug)
            {
                jobs.ForEach(job => job.End(new Outcome.NotStarted("dagrs itself failed: " + bug.Message)));
            }

            await pace.WaitAsync().ConfigureAwait(false);
        }
    }

    private async Task LookAsync(List<Job> jobs)
    {
        var isNews = LookAtEnds(jobs);
        if (queue.IsDue && jobs.Exists(job => job.Submissions.Any(one => one.SubmittedAt is not null)))
        {
            await AskAsync(jobs).ConfigureAwait(false);
        }

        foreach (var job in jobs)
        {
            isNews |= Judge(job);
        }

        await canceling.StepAsync(jobs.FindAll(job => !job.IsOver)).ConfigureAwait(false);
        pace.Note(isNews);
    }

    private bool LookAtEnds(List<Job> jobs)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder.Ends))
            {
                there.Add(Path.GetFileName(path));
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return false; // the file system is briefly unavailable; Slurm says whether the jobs exist
        }

        var isNews = false;
        foreach (var job in jobs)
        {
            foreach (var one in job.Submissions)
            {
                if (one.Record is null && there.Contains(one.Name + ".exit") && folder.ReadEnd(one.Name, "exit") is { } text && ExitRecord.Parse(text) is { } record)
                {
                    (one.RecordedAt, one.Record) = (queue.Now, record);
                }

                one.HasBegun |= there.Contains(one.Name + ".out");
                if (!one.IsGivenUp && one.HasBegun)
                {
                    isNews |= job.Hear(one, folder);
                }
            }
        }

        return isNews;
    }

    private async Task AskAsync(List<Job> jobs)
    {
        var asked = queue.Now;
        if (await queue.AskAsync().ConfigureAwait(false) is not { } known)
        {
            return; // the controller is unavailable
        }

        var isNews = false;
        var isHopeless = false;
        foreach (var one in jobs.SelectMany(job => job.Submissions))
        {
            var before = one.Seen;
            one.Note(known.GetValueOrDefault(one.Comment), asked);
            isNews |= one.Seen != before || one.TimesUnknown > 0;
            isHopeless |= one.HopelessSince is not null;
        }

        canceling.Note(known, jobs);
        queue.Note(isNews, isHopeless ? WhileHopeless : null);
    }

    // The first submission that is over decides; one that was given up may still have done its work.
    private bool Judge(Job job)
    {
        foreach (var one in job.Submissions)
        {
            switch (JobRules.Of(one, job.IsAsked, queue.Now))
            {
                case JobVerdict.Recorded(var record):
                    job.Hear(one, folder);
                    End(job, one, Ends.OutcomeOf(job, record, job.OutputOf(one, folder)));
                    return true;
                case JobVerdict.Ended(var outcome):
                    job.Hear(one, folder);
                    HasDoubtful |= one.Seen?.IsAlive == true;
                    End(job, one, outcome);
                    return true;
                case JobVerdict.Lost(var how):
                    Replace(job, one, how);
                    return true;
            }
        }

        if (job.IsAsked && !job.IsSubmitting && (job.Submissions.All(one => one.SubmittedAt is null) || queue.Now - job.KilledAt > AfterKill))
        {
            HasDoubtful |= job.Submissions.Any(one => one.SubmittedAt is not null);
            job.End(new Outcome.Stopped());
            return true;
        }

        return false;
    }

    private void End(Job job, Submission one, Outcome outcome)
    {
        HasDoubtful |= job.Submissions.Count > 1;
        Ends.TakeResults(job, one, folder);
        foreach (var submission in job.Submissions)
        {
            folder.Forget(submission.Name);
            if (submission is { Record: null, SubmittedAt: not null })
            {
                canceling.Unwanted(submission.Comment); // another one has done its work, or it will never start
            }
        }

        job.End(outcome);
    }

    private void Replace(Job job, Submission one, string how)
    {
        one.IsGivenUp = true;
        HasDoubtful = true;
        if (job.IsAsked)
        {
            End(job, one, new Outcome.Stopped());
            return;
        }

        Losses++;
        job.Losses++;
        var most = job.Invocation.Cluster?.NodeFailures ?? ClusterSettings.DefaultNodeFailures;
        if (job.Losses > most)
        {
            End(job, one, new Outcome.JobEnded($"was lost {job.Losses} times ({how})"));
            return;
        }

        job.Sink.Warn($"job {one.Id ?? "?"} was lost ({how}); it is submitted again ({job.Losses} of {most})");
        resubmit(job, one.Seen is { Node.Length: > 0 } seen ? seen.Node : null);
    }
}
