using Dagrs.Core.Model;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>What a successful task offers to the cache.</summary>
internal sealed record CacheOffer
{
    public required string Key { get; init; }

    /// <summary>The full path of the folder of the user's file.</summary>
    public required string Root { get; init; }

    /// <summary>The outputs that it declares.</summary>
    public required FilePatterns Outputs { get; init; }

    /// <summary>The files that it wrote.</summary>
    public required IReadOnlyList<FoundFile> Files { get; init; }

    /// <summary>What it wrote to its streams.</summary>
    public required TaskLog Log { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Results { get; init; } = [];

    /// <summary>When the task ended.</summary>
    public DateTimeOffset Made { get; init; }

    public TimeSpan Took { get; init; }

    /// <summary>The encodings of secret values; none of them may get into the cache.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}
