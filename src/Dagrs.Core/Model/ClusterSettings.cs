namespace Dagrs.Core.Model;

/// <summary>What a task asks of the cluster on which it runs as a job. It does not know the cluster's commands. Null means that nothing was said. Immutable.</summary>
internal sealed record ClusterSettings
{
    /// <summary>How many jobs a run has at most at once where nothing is said.</summary>
    public const int DefaultMostJobs = 200;

    /// <summary>How often a job is submitted again after its node was lost where nothing is said.</summary>
    public const int DefaultNodeFailures = 2;

    /// <summary>Nothing said.</summary>
    public static ClusterSettings Default { get; } = new();

    /// <summary>The partition (queue) of the job.</summary>
    public string? Partition { get; init; }

    /// <summary>The account that is charged.</summary>
    public string? Account { get; init; }

    /// <summary>The quality of service.</summary>
    public string? Qos { get; init; }

    /// <summary>How many jobs the run has at most at once; of several that are said the least counts.</summary>
    public int? MostJobs { get; init; }

    /// <summary>How often it is submitted again after its node was lost; that is not charged to its retries.</summary>
    public int? NodeFailures { get; init; }

    /// <summary>Further words for the command that submits it.</summary>
    public IReadOnlyList<string>? Extra { get; init; }

    /// <summary>These settings where they say something, the others where they do not.</summary>
    public static ClusterSettings? Merge(ClusterSettings? strong, ClusterSettings? weak) => strong is null || weak is null ? strong ?? weak : new()
    {
        Partition = strong.Partition ?? weak.Partition,
        Account = strong.Account ?? weak.Account,
        Qos = strong.Qos ?? weak.Qos,
        MostJobs = strong.MostJobs ?? weak.MostJobs,
        NodeFailures = strong.NodeFailures ?? weak.NodeFailures,
        Extra = strong.Extra ?? weak.Extra,
    };
}
