namespace Dagrs.Slurm;

/// <summary>One job that was submitted to Slurm for a task, and what is known of it. It decides nothing. Belongs to the watch.</summary>
/// <param name="name">The base name of its files.</param>
/// <param name="comment">Identifies it in Slurm's answers, since Slurm may reuse its number.</param>
internal sealed class Submission(string name, string comment)
{
    public string Name { get; } = name;

    public string Comment { get; } = comment;

    /// <summary>Slurm's job number; null: unknown.</summary>
    public string? Id { get; set; }

    /// <summary>When Slurm accepted it, as time since the watch began; null: not yet.</summary>
    public TimeSpan? SubmittedAt { get; set; }

    /// <summary>True when a file exists that only a running job creates.</summary>
    public bool HasBegun { get; set; }

    /// <summary>The job's own exit record; null: none yet.</summary>
    public ExitRecord? Record { get; set; }

    /// <summary>When the record was found.</summary>
    public TimeSpan RecordedAt { get; set; }

    /// <summary>Slurm's last answer about it; null: none yet, or that there is no such job.</summary>
    public QueuedJob? Seen { get; private set; }

    /// <summary>How many times in a row Slurm did not know it.</summary>
    public int TimesUnknown { get; private set; }

    /// <summary>How often Slurm has been asked since the record was found.</summary>
    public int TimesAskedSinceRecord { get; private set; }

    /// <summary>Since when Slurm has reported it as ended; null: it does not.</summary>
    public TimeSpan? OverSince { get; private set; }

    /// <summary>Since when Slurm has reported that it waits for something that will not come; null: it does not.</summary>
    public TimeSpan? HopelessSince { get; private set; }

    /// <summary>When it was last cancelled; null: it was not.</summary>
    public TimeSpan? CanceledAt { get; set; }

    /// <summary>True when waiting for its end was given up: only complete work of it still counts.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Takes note of an answer from Slurm.</summary>
    /// <param name="job">The job in the answer; null: it is unknown there.</param>
    /// <param name="asked">When the call began.</param>
    public void Note(QueuedJob? job, TimeSpan asked)
    {
        if (SubmittedAt is not { } submitted || submitted > asked)
        {
            return; // the answer may be from before the submission
        }

        Seen = job;
        TimesUnknown = job is null ? TimesUnknown + 1 : 0;
        TimesAskedSinceRecord += Record is not null && asked > RecordedAt ? 1 : 0;
        OverSince = job is { IsAlive: false } ? OverSince ?? asked : null;
        HopelessSince = job is { IsHopeless: true } ? HopelessSince ?? asked : null;
        Id ??= job?.Id;
    }
}
