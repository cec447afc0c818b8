using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>
/// The rules that decide a job's fate from its own record and Slurm's answers. Pure: no clock, no file, no command. A success is only what
/// the job itself has recorded. Facts about Slurm were measured on 22.05.
/// </summary>
internal static class JobRules
{
    /// <summary>How long the record of an ended job may take to appear, on a slow file system.</summary>
    public static readonly TimeSpan RecordGrace = TimeSpan.FromSeconds(30);

    /// <summary>How long a job may wait for something that will not come by itself: somebody may be fixing it.</summary>
    public static readonly TimeSpan HopelessGrace = TimeSpan.FromSeconds(60);

    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int FirstSignalCode = 128;
    private const int TimesUntilUnknown = 2;
    private static readonly TimeSpan StateGrace = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortGrace = TimeSpan.FromSeconds(3);

    /// <summary>Decides about a submission.</summary>
    /// <param name="job">What is known of it.</param>
    /// <param name="isAsked">True when the run has asked it to stop.</param>
    /// <param name="now">The time since the watch began.</param>
    public static JobVerdict Of(Submission job, bool isAsked, TimeSpan now) =>
        job.Record is { } record ? OfRecorded(job, record, isAsked, now)
        : job.IsGivenUp ? JobVerdict.Wait
        : job.Seen is { } seen ? OfSeen(job, seen, isAsked, now)
        : job.TimesUnknown > 0 && isAsked && job.CanceledAt is not null ? new JobVerdict.Ended(new Outcome.Stopped())
        : job.TimesUnknown >= TimesUntilUnknown ? new JobVerdict.Lost("Slurm no longer knows the job")
        : JobVerdict.Wait;

    // A command that was ended from outside looks the same whoever did it; Slurm knows who.
    private static JobVerdict OfRecorded(Submission job, ExitRecord record, bool isAsked, TimeSpan now)
    {
        var isClear = record.Why is not (ExitReason.Command or ExitReason.Stopped)
            || (record.Why == ExitReason.Command && record.Code is not (FirstSignalCode + SigKill or FirstSignalCode + SigTerm));
        if (isClear || isAsked)
        {
            return new JobVerdict.Recorded(record);
        }

        if (job.IsGivenUp)
        {
            return JobVerdict.Wait;
        }

        return job.Seen switch
        {
            { State: "OUT_OF_MEMORY" or "TIMEOUT" or "DEADLINE" or "CANCELLED" } or { IsLost: true } => OfSeen(job, job.Seen, isAsked, now, hasRecord: true),
            { IsAlive: false } => new JobVerdict.Recorded(record),
            null when record.Why == ExitReason.Stopped && job.TimesUnknown >= TimesUntilUnknown => new JobVerdict.Lost("Slurm no longer knew the job, and had ended it"),
            _ when now - job.RecordedAt >= (job.TimesAskedSinceRecord > 0 ? StateGrace : HopelessGrace) || (job.Seen is null && job.TimesAskedSinceRecord >= TimesUntilUnknown) => new JobVerdict.Recorded(record),
            _ => JobVerdict.Wait,
        };
    }

    private static JobVerdict OfSeen(Submission job, QueuedJob seen, bool isAsked, TimeSpan now, bool hasRecord = false)
    {
        if (seen.IsAlive)
        {
            return job.HopelessSince is { } since && now - since >= HopelessGrace
                ? new JobVerdict.Ended(new Outcome.NotStarted($"could not be started: Slurm will not start the job: {seen.Reason}"))
                : JobVerdict.Wait;
        }

        if (seen.IsLost)
        {
            return isAsked ? new JobVerdict.Ended(new Outcome.Stopped()) : new JobVerdict.Lost($"{seen.State} on {seen.Node}");
        }

        var waited = now - (job.OverSince ?? now);
        if (seen is { State: "CANCELLED", Node.Length: > 0 } && !job.HasBegun && !hasRecord && !isAsked)
        {
            // It had a node and never ran there. A controller that was killed may reuse the number of a running job: the node rejects the new job, and
            // Slurm cancels it.
            return waited >= StateGrace ? new JobVerdict.Lost($"{seen.State} on {seen.Node} before it began") : JobVerdict.Wait;
        }

        var (outcome, grace) = seen.State switch
        {
            _ when isAsked => (new Outcome.Stopped(), job.CanceledAt is null ? RecordGrace : TimeSpan.Zero),
            "CANCELLED" => (new Outcome.JobEnded("was canceled in Slurm"), ShortGrace),
            "OUT_OF_MEMORY" => (new Outcome.JobEnded("ran out of memory: the job took more than Slurm gives it"), ShortGrace),
            "TIMEOUT" or "DEADLINE" => (new Outcome.JobEnded($"was ended by Slurm: it reached its time limit ({seen.State})"), ShortGrace),
            _ => ((Outcome)new Outcome.JobEnded($"left no exit record ({seen.State} on {seen.Node})"), RecordGrace),
        };
        return hasRecord || waited >= grace ? new JobVerdict.Ended(outcome) : JobVerdict.Wait;
    }
}
