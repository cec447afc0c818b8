namespace Dagrs.Core.State.Files;

/// <summary>What patterns mean at one moment. Immutable.</summary>
internal sealed record FoundFiles
{
    /// <summary>Nothing, where there are no patterns.</summary>
    public static FoundFiles None { get; } = new() { Files = [] };

    /// <summary>The files, sorted by the bytes of their names, each once.</summary>
    public required IReadOnlyList<FoundFile> Files { get; init; }

    /// <summary>Plain paths at which there is nothing, by name.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>Patterns that gave no file, though what they name in plain words may be there: by their place among the patterns.</summary>
    public IReadOnlyList<int> Unmatched { get; init; } = [];

    /// <summary>Folders and files that could not be looked at, as full paths: what is in them is not known.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>A name that is not UTF-8, as far as it can be shown; null: none was met.</summary>
    public string? ForeignName { get; init; }
}
