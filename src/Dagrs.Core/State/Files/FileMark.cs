namespace Dagrs.Core.State.Files;

/// <summary>What a file was at one moment: its content, and what tells that it is still the same without reading. Immutable.</summary>
internal sealed record FileMark
{
    public required FileKind Kind { get; init; }

    /// <summary>Blake3 of its bytes in hex; of a link, of the file that it leads to; null where there are no bytes: a folder, a link to one or to nothing, a pipe.</summary>
    public string? Content { get; init; }

    /// <summary>The text of a link; null where it is none.</summary>
    public string? LinkText { get; init; }

    /// <summary>True when its owner may execute it; of a link, the file that it leads to.</summary>
    public bool IsExecutable { get; init; }

    /// <summary>Its stamp before and after its bytes were read; of a link its own.</summary>
    public required FileStamp Stamp { get; init; }

    /// <summary>Of a link: the stamp of what it leads to; null where it leads to nothing, and for what is no link.</summary>
    public FileStamp? Target { get; init; }

    /// <summary>When it was read, in nanoseconds since 1970.</summary>
    public required long ReadAt { get; init; }

    /// <summary>Which start of the machine that was; 0: not known.</summary>
    public ulong Boot { get; init; }

    /// <summary>True when a program that reads both finds no difference, whatever their times are.</summary>
    public bool IsSameAs(FileMark other) =>
        Kind == other.Kind && IsExecutable == other.IsExecutable && Content == other.Content && LinkText == other.LinkText && Target?.Kind == other.Target?.Kind;
}
