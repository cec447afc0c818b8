namespace Dagrs.Slurm;

/// <summary>A job as <c>squeue</c> reports it. Immutable.</summary>
/// <param name="Id">Its number, which Slurm may have used before.</param>
/// <param name="State">Slurm's word for its state.</param>
/// <param name="Reason">Slurm's word for why it waits.</param>
/// <param name="Node">The node on which it runs or ran.</param>
/// <param name="Comment">The comment that identifies it.</param>
internal sealed record QueuedJob(string Id, string State, string Reason, string Node, string Comment)
{
    /// <summary>The output format for <c>squeue</c>; the comment comes last, since it may contain anything.</summary>
    public const string Format = "%i|%T|%r|%N|%k";

    // Reasons that do not go away by waiting. Source: "JOB REASON CODES" of squeue(1), 22.05.
    private static readonly string[] Hopeless =
    [
        "AccountNotAllowed", "AssociationTimeLimit", "BadConstraints", "DependencyNeverSatisfied", "InvalidAccount", "InvalidQOS", "JobHeldAdmin", "PartitionNodeLimit",
        "PartitionTimeLimit", "PartitionConfig", "PerJob", "QOSNotAllowed", "QOSTimeLimit", "ReservationDeleted", "requeued held",
    ];

    /// <summary>True for a job that will never start by itself.</summary>
    public bool IsHopeless => State == "PENDING" && Array.Exists(Hopeless, word => Reason.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for a job that may still run, or still does.</summary>
    public bool IsAlive => State is "PENDING" or "RUNNING" or "SUSPENDED" or "COMPLETING" or "CONFIGURING" or "REQUEUED" or "REQUEUE_HOLD" or "REQUEUE_FED" or "RESIZING" or "RESV_DEL_HOLD" or "SIGNALING" or "SPECIAL_EXIT" or "STAGE_OUT" or "STOPPED";

    /// <summary>True for a job that Slurm has lost or removed, through no fault of its own.</summary>
    public bool IsLost => State is "NODE_FAIL" or "BOOT_FAIL" or "PREEMPTED" or "REVOKED" or "LAUNCH_FAILED";

    /// <summary>The jobs in an answer, by comment; of several with the same comment, the last.</summary>
    public static Dictionary<string, QueuedJob> Parse(string answer)
    {
        var jobs = new Dictionary<string, QueuedJob>(StringComparer.Ordinal);
        foreach (var line in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('|', 5) is [var id, var state, var reason, var node, var comment])
            {
                jobs[comment] = new(id, state, reason, node, comment);
            }
        }

        return jobs;
    }
}
