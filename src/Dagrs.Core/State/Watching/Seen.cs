using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Watching;

/// <summary>The result of one scan of all watched files. Immutable.</summary>
internal sealed record Seen
{
    /// <summary>Nothing has changed.</summary>
    public static Seen Nothing { get; } = new();

    /// <summary>The files that have changed, by task.</summary>
    public IReadOnlyList<FileChange> Changes { get; init; } = [];

    /// <summary>The definition files that have changed: the task file, its includes, files of variables.</summary>
    public IReadOnlyList<KeyValuePair<string, FileStamp?>> Definition { get; init; } = [];

    /// <summary>True when there is nothing to be done.</summary>
    public bool IsNothing => Changes.Count == 0 && Definition.Count == 0;

    /// <summary>True when part of it changed while no task ran.</summary>
    public bool IsFromOutside { get; init; }

    /// <summary>For each task with changed files: its files before and now.</summary>
    public IReadOnlyList<(TrackedTask Task, IReadOnlyList<TrackedFile> Before, IReadOnlyList<TrackedFile> Now)> Tasks { get; init; } = [];

    /// <summary>True when another scan found the same, so that nothing changed in between.</summary>
    public bool IsSameAs(Seen other) => Changes.SequenceEqual(other.Changes) && Definition.SequenceEqual(other.Definition);
}
