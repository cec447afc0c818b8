namespace Dagrs.Slurm;

/// <summary>One job that was handed to Slurm for a task, and what is known of it. It decides nothing. Belongs to the watch.</summary>
/// <param name="name">The name by which its files go.</param>
/// <param name="comment">By which Slurm's commands tell of it; its number may be given away twice.</param>
internal sealed class Submission(string name, string comment)
{
    public string Name { get; } = name;

    public string Comment { get; } = comment;

    /// <summary>Slurm's number; null: it is not known.</summary>
    public string? Id { get; set; }

    /// <summary>When Slurm had taken it, since the watch began; null: not yet.</summary>
    public TimeSpan? SubmittedAt { get; set; }

    /// <summary>True when there is a file that only a job which runs makes.</summary>
    public bool HasBegun { get; set; }

    /// <summary>What the job itself has said of its end; null: nothing.</summary>
    public ExitRecord? Record { get; set; }

    /// <summary>When it was found.</summary>
    public TimeSpan RecordedAt { get; set; }

    /// <summary>What Slurm said of it the last time it was asked; null: nothing, or that there is no such job.</summary>
    public QueuedJob? Seen { get; private set; }

    /// <summary>How often in a row Slurm did not know it.</summary>
    public int TimesUnknown { get; private set; }

    /// <summary>How often Slurm has been asked since the record was found.</summary>
    public int TimesAskedSinceRecord { get; private set; }

    /// <summary>Since when Slurm says that it has ended; null: it does not.</summary>
    public TimeSpan? OverSince { get; private set; }

    /// <summary>Since when Slurm says that it waits for what will not come; null: it does not.</summary>
    public TimeSpan? HopelessSince { get; private set; }

    /// <summary>When it was last told to end; null: it was not.</summary>
    public TimeSpan? CanceledAt { get; set; }

    /// <summary>True when its end was awaited in vain: only what it did whole still counts.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Slurm was asked.</summary>
    /// <param name="job">What it said; null: it knows none.</param>
    /// <param name="asked">When the asking began.</param>
    public void Note(QueuedJob? job, TimeSpan asked)
    {
        if (SubmittedAt is not { } submitted || submitted > asked)
        {
            return; // the answer may be older than the job
        }

        Seen = job;
        TimesUnknown = job is null ? TimesUnknown + 1 : 0;
        TimesAskedSinceRecord += Record is not null && asked > RecordedAt ? 1 : 0;
        OverSince = job is { IsAlive: false } ? OverSince ?? asked : null;
        HopelessSince = job is { IsHopeless: true } ? HopelessSince ?? asked : null;
        Id ??= job?.Id;
    }
}
