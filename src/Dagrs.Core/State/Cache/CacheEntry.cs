namespace Dagrs.Core.State.Cache;

/// <summary>The output of one success of a task: its files by content, what it printed, its results. Immutable.</summary>
internal sealed record CacheEntry
{
    /// <summary>The key of the task.</summary>
    public required string Key { get; init; }

    /// <summary>Its files, sorted by name.</summary>
    public required IReadOnlyList<CachedFile> Files { get; init; }

    /// <summary>Blake3 of what it wrote to each stream, in hex, indexed by <see cref="Model.OutputChannel"/>; null: nothing.</summary>
    public IReadOnlyList<string?> Streams { get; init; } = new string?[TaskLog.Streams];

    /// <summary>The order in which the pieces of the streams arrived.</summary>
    public IReadOnlyList<LogPiece> Order { get; init; } = [];

    /// <summary>True when its standard output was captured separately, so that other tasks can receive it.</summary>
    public bool IsOutputApart { get; init; }

    /// <summary>Its results by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Results { get; init; } = [];

    /// <summary>The only folder that the entry is valid for, as <see cref="CacheFolder.Mark"/> writes it; null: any.</summary>
    public string? OnlyIn { get; init; }

    /// <summary>When the task ended.</summary>
    public DateTimeOffset Made { get; init; }

    /// <summary>How long the task ran.</summary>
    public TimeSpan Took { get; init; }
}
