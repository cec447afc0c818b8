namespace Dagrs.Core.State.Files;

/// <summary>A file's metadata from the file system. Equal stamps mean equal bytes, with the exceptions that <see cref="FileReader"/> handles.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Modified">mtime: when its bytes changed, in nanoseconds since 1970.</param>
/// <param name="Changed">ctime: when its bytes, name or mode changed; 0 where the system does not say.</param>
/// <param name="Inode">Its number on the device; 0 where the system does not say.</param>
/// <param name="Device">The device.</param>
/// <param name="Mode">Kind and permissions, as in POSIX.</param>
internal readonly record struct FileStamp(long Size, long Modified, long Changed, ulong Inode, ulong Device, ushort Mode)
{
    private const int TypeMask = 0xf000; // S_IFMT

    /// <summary>The kinds of POSIX: S_IFREG, S_IFDIR, S_IFLNK.</summary>
    public const int RegularFile = 0x8000, Directory = 0x4000, SymbolicLink = 0xa000;

    public FileKind Kind => (Mode & TypeMask) switch
    {
        RegularFile => FileKind.File,
        Directory => FileKind.Folder,
        SymbolicLink => FileKind.Link,
        _ => FileKind.Other,
    };

    /// <summary>True when its owner may execute it.</summary>
    public bool IsExecutable => (Mode & 0x40) != 0;

    /// <summary>The permissions of owner, group and others, without setuid, setgid and the sticky bit.</summary>
    public UnixFileMode Permissions => (UnixFileMode)(Mode & 0x1ff);

    /// <summary>True for the same inode, whatever has happened to its contents.</summary>
    public bool IsSameFile(FileStamp other) => Inode == other.Inode && Device == other.Device;
}
