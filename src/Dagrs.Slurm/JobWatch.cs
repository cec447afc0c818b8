using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>
/// Watches the jobs of a run until they are over: looks into the folder of what they leave, asks Slurm seldom, and has another one submitted for one
/// that was lost. What follows from what it sees is decided by <see cref="JobRules"/>. Thread-safe.
/// </summary>
/// <param name="folder">Where jobs leave what they wrote and how they ended.</param>
/// <param name="queue">Tells what Slurm knows.</param>
/// <param name="canceling">Has jobs ended.</param>
/// <param name="pace">How often it looks.</param>
/// <param name="resubmit">Submits another job where one was lost; gets the node that it was lost with.</param>
internal sealed class JobWatch(RunFolder folder, JobQueue queue, Canceling canceling, Pace pace, Action<Job, string?> resubmit)
{
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WhileHopeless = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly List<Job> _jobs = [];
    private bool _runs;

    /// <summary>How many jobs were lost with their nodes, or by Slurm.</summary>
    public int Losses { get; private set; }

    /// <summary>True when jobs may still be there whose tasks are over.</summary>
    public bool HasDoubtful { get; private set; }

    /// <summary>From now on it looks after these submissions of a job.</summary>
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

    /// <summary>It is to look at once.</summary>
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
            return false; // a file system that is away for a moment; Slurm tells whether the jobs are
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
            return; // the controller is away
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
