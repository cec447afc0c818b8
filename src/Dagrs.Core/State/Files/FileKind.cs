namespace Dagrs.Core.State.Files;

/// <summary>What stands at a path, the link itself where it is one.</summary>
internal enum FileKind : byte
{
    File,
    Folder,
    Link,

    /// <summary>A pipe, a socket, a device: never opened.</summary>
    Other,
}
