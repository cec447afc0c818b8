namespace Dagrs.Core.State.Files;

/// <summary>A file's fingerprint at one moment: its content, and the stamp that shows without reading that it is unchanged. Immutable.</summary>
internal sealed record FileMark
{
    public required FileKind Kind { get; init; }

    /// <summary>
    /// Blake3 of its bytes in hex; for a link, of its target file; null where there are no bytes: a folder, a link to one or to nothing, a pipe.
    /// </summary>
    public string? Content { get; init; }

    /// <summary>The target of a link as written; null for anything else.</summary>
    public string? LinkText { get; init; }

    /// <summary>True when its owner may execute it; for a link, its target file.</summary>
    public bool IsExecutable { get; init; }

    /// <summary>Its stamp, the same before and after its bytes were read; for a link, the link's own.</summary>
    public required FileStamp Stamp { get; init; }

    /// <summary>For a link, the stamp of its target; null for a dangling link, and for anything else.</summary>
    public FileStamp? Target { get; init; }

    /// <summary>When it was read, in nanoseconds since 1970.</summary>
    public required long ReadAt { get; init; }

    /// <summary>The boot in which it was read; 0: unknown.</summary>
    public ulong Boot { get; init; }

    /// <summary>True when a program that reads both sees no difference; times do not matter.</summary>
    public bool IsSameAs(FileMark other) =>
        Kind == other.Kind && IsExecutable == other.IsExecutable && Content == other.Content && LinkText == other.LinkText && Target?.Kind == other.Target?.Kind;
}
