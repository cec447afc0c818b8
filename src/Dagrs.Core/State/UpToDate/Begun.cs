using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.UpToDate;

/// <summary>What is known of a task that has to run, until it is over.</summary>
/// <param name="Look">The snapshot of its definition and inputs.</param>
internal sealed record Begun(Look Look)
{
    /// <summary>When it started.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>True once its last success has been voided.</summary>
    public bool IsVoid { get; init; }

    /// <summary>Its output, recorded for the cache; null: not recorded.</summary>
    public TaskLog? Log { get; init; }

    /// <summary>Files among its outputs that existed before and are not known to be its own; null: not determined.</summary>
    public IReadOnlyDictionary<string, FileStamp>? Unknown { get; init; }
}
