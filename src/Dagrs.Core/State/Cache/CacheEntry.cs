namespace Dagrs.Core.State.Cache;

/// <summary>What a success of a task left: its files by their contents, what it printed, what it handed over. Immutable.</summary>
internal sealed record CacheEntry
{
    /// <summary>The key of the task.</summary>
    public required string Key { get; init; }

    /// <summary>Its files, in the order of their names.</summary>
    public required IReadOnlyList<CachedFile> Files { get; init; }

    /// <summary>Blake3 of what it wrote to each stream, in hex, by <see cref="Model.OutputChannel"/>; null: nothing.</summary>
    public IReadOnlyList<string?> Streams { get; init; } = new string?[TaskLog.Streams];

    /// <summary>In which order the pieces of the streams came.</summary>
    public IReadOnlyList<LogPiece> Order { get; init; } = [];

    /// <summary>True when its standard output came by itself, so that others can be given it.</summary>
    public bool IsOutputApart { get; init; }

    /// <summary>Its results by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Results { get; init; } = [];

    /// <summary>The only folder that it serves, as <see cref="CacheFolder.Mark"/> writes it; null: any.</summary>
    public string? OnlyIn { get; init; }

    /// <summary>How long the task ran.</summary>
    public TimeSpan Took { get; init; }
}
