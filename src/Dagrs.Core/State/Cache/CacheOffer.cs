using Dagrs.Core.Model;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>What a task that succeeded has for the cache.</summary>
internal sealed record CacheOffer
{
    public required string Key { get; init; }

    /// <summary>The folder of the user's file: a full path.</summary>
    public required string Root { get; init; }

    /// <summary>What it says that it writes.</summary>
    public required FilePatterns Outputs { get; init; }

    /// <summary>What it wrote.</summary>
    public required IReadOnlyList<FoundFile> Files { get; init; }

    /// <summary>What it wrote to its streams.</summary>
    public required TaskLog Log { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Results { get; init; } = [];

    public TimeSpan Took { get; init; }

    /// <summary>The forms of secret values, none of which may get into the cache.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}
