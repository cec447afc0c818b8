using System.Globalization;

namespace Dagrs.Core.Model;

/// <summary>What a task requests from the cluster on which it runs as a job. It does not know the cluster's commands. Null means not set. Immutable.</summary>
internal sealed record ClusterSettings
{
    /// <summary>The default limit of concurrent jobs of a run.</summary>
    public const int DefaultMostJobs = 200;

    /// <summary>How often a job is resubmitted by default after its node was lost.</summary>
    public const int DefaultNodeFailures = 2;

    /// <summary>The key of <see cref="Extra"/>; like the other keys, it is that of the file format.</summary>
    public const string ExtraKey = "extra";

    /// <summary>The key of <see cref="MostJobs"/>.</summary>
    public const string MostJobsKey = "max-jobs";

    /// <summary>The key of <see cref="NodeFailures"/>.</summary>
    public const string NodeFailuresKey = "node-failures";

    /// <summary>The upper bound of every number.</summary>
    public const int Most = 1_000_000;

    /// <summary>Nothing set.</summary>
    public static ClusterSettings Default { get; } = new();

    /// <summary>The partition (queue) of the job.</summary>
    public string? Partition { get; init; }

    /// <summary>The account that is charged.</summary>
    public string? Account { get; init; }

    /// <summary>The quality of service.</summary>
    public string? Qos { get; init; }

    /// <summary>The limit of concurrent jobs of the run; if several tasks set it, the lowest counts.</summary>
    public int? MostJobs { get; init; }

    /// <summary>How often it is resubmitted after its node was lost; this does not count as a retry.</summary>
    public int? NodeFailures { get; init; }

    /// <summary>Extra arguments for the command that submits it.</summary>
    public IReadOnlyList<string>? Extra { get; init; }

    /// <summary>True when a key is set.</summary>
    public bool Says(string key) => key switch
    {
        "partition" => Partition is not null,
        "account" => Account is not null,
        "qos" => Qos is not null,
        MostJobsKey => MostJobs is not null,
        NodeFailuresKey => NodeFailures is not null,
        _ => Extra is not null,
    };

    /// <summary>A copy with another value.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="index">The index of the extra argument.</param>
    /// <param name="text">The value.</param>
    /// <param name="problem">What is wrong with it, phrased to follow the value; null: nothing.</param>
    public ClusterSettings With(string key, int index, string text, out string? problem)
    {
        problem = null;
        switch (key)
        {
            case "partition":
                return this with { Partition = text };
            case "account":
                return this with { Account = text };
            case "qos":
                return this with { Qos = text };
            case MostJobsKey:
                return this with { MostJobs = Number(text, 1, out problem) };
            case NodeFailuresKey:
                return this with { NodeFailures = Number(text, 0, out problem) };
            default:
                problem = ClusterWords.ProblemOf(text);
                string[] words = [.. Extra ?? []];
                words[index] = text;
                return this with { Extra = words };
        }
    }

    private static int Number(string text, int least, out string? problem)
    {
        var isFine = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= Most;
        problem = isFine ? null : string.Create(CultureInfo.InvariantCulture, $"is not a whole number from {least} to {Most}");
        return isFine ? number : least;
    }

    /// <summary>These settings where they are set, the weaker ones elsewhere.</summary>
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
