using Dagrs.Core.Model;

namespace Dagrs.Core.State.Cache;

/// <summary>What a task that would run asks of the cache.</summary>
internal sealed record CacheRequest
{
    public required string Key { get; init; }

    /// <summary>The full path of the folder of the user's file.</summary>
    public required string Root { get; init; }

    /// <summary>The outputs that it declares.</summary>
    public required FilePatterns Outputs { get; init; }

    /// <summary>Full paths of its last recorded outputs.</summary>
    public IReadOnlyCollection<string> Recorded { get; init; } = [];

    /// <summary>True when the entry must hold its standard output separately.</summary>
    public bool IsOutputWanted { get; init; }

    /// <summary>Whether an entry made at that time is too old.</summary>
    public Predicate<DateTimeOffset> IsTooOld { get; init; } = static _ => false;
}
