namespace Dagrs.Core.State.Files;

/// <summary>What patterns match at one moment. Immutable.</summary>
internal sealed record FoundFiles
{
    /// <summary>The result for no patterns.</summary>
    public static FoundFiles None { get; } = new() { Files = [] };

    /// <summary>The files, sorted by the bytes of their names, each once.</summary>
    public required IReadOnlyList<FoundFile> Files { get; init; }

    /// <summary>Literal paths at which nothing exists, by name.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>The indexes of patterns that matched no file, although their literal prefix may exist.</summary>
    public IReadOnlyList<int> Unmatched { get; init; } = [];

    /// <summary>Full paths of folders and files that could not be examined: their contents are unknown.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>A name that is not UTF-8, as far as it can be displayed; null: there was none.</summary>
    public string? ForeignName { get; init; }
}
