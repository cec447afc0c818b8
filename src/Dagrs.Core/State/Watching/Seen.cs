using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Watching;

/// <summary>What one look at all watched files has found. Immutable.</summary>
internal sealed record Seen
{
    /// <summary>Nothing has changed.</summary>
    public static Seen Nothing { get; } = new();

    /// <summary>The files that are not what they were, by task.</summary>
    public IReadOnlyList<FileChange> Changes { get; init; } = [];

    /// <summary>Files of the definition that are not what they were: the file of tasks, what it includes, files of variables.</summary>
    public IReadOnlyList<KeyValuePair<string, FileStamp?>> Definition { get; init; } = [];

    /// <summary>True when there is nothing to be done.</summary>
    public bool IsNothing => Changes.Count == 0 && Definition.Count == 0;

    /// <summary>True when some of it has changed though no task ran.</summary>
    public bool IsFromOutside { get; init; }

    /// <summary>How the files of tasks are now, and how they were, for those tasks whose files have changed.</summary>
    public IReadOnlyList<(TrackedTask Task, IReadOnlyList<TrackedFile> Before, IReadOnlyList<TrackedFile> Now)> Tasks { get; init; } = [];

    /// <summary>True when the other look has found the same, so that nothing has changed in between.</summary>
    public bool IsSameAs(Seen other) => Changes.SequenceEqual(other.Changes) && Definition.SequenceEqual(other.Definition);
}
