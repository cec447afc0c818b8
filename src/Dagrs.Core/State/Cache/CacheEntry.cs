namespace Dagrs.Core.State.Cache;

/// <summary>What a success of a task left: its files by their contents, what it printed, what it handed over. Immutable.</summary>
internal sealed record CacheEntry
{
    /// <summary>The key of the task.</summary>
    public required string Key { get; init; }

    /// <summary>Its files, in the order of their names.</summary>
    public required IReadOnlyList<CachedFile> Files { get; init; }

    /// <summary>Blake3 of what its successors see as its output, in hex; null: it has none.</summary>
    public string? Output { get; init; }

    /// <summary>Blake3 of what it printed, in hex; null: nothing.</summary>
    public string? Log { get; init; }

    /// <summary>Its results by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Results { get; init; } = [];

    /// <summary>The only folder that it serves, as <see cref="CacheFolder.Mark"/> writes it; null: any.</summary>
    public string? OnlyIn { get; init; }

    /// <summary>How long the task ran.</summary>
    public TimeSpan Took { get; init; }
}
