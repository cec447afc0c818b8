using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>What is known of a task that has to run, until it is over.</summary>
/// <param name="Look">What it is and reads.</param>
internal sealed record Begun(Look Look)
{
    /// <summary>When it started.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>True when its last success counts no more by now.</summary>
    public bool IsVoid { get; init; }

    /// <summary>What it writes, for the cache; null: nobody keeps it.</summary>
    public TaskLog? Log { get; init; }

    /// <summary>What its last success wrote, if nobody looked then whose work it was.</summary>
    public IReadOnlyList<RecordedFile> Recorded { get; init; } = [];

    /// <summary>Files among its outputs that were there before and are not known as its own; null: it was not looked.</summary>
    public IReadOnlyDictionary<string, FileStamp>? Unknown { get; init; }
}
