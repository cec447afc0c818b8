namespace Dagrs.Core.State.Files;

/// <summary>What is at a path; for a link, the link itself.</summary>
internal enum FileKind : byte
{
    File,
    Folder,
    Link,

    /// <summary>A pipe, a socket, a device: never opened.</summary>
    Other,
}
