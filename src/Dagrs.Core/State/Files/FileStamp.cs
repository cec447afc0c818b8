namespace Dagrs.Core.State.Files;

/// <summary>What the file system says of a file without its bytes. Where two are the same, the bytes are too, but for what <see cref="FileReader"/> knows.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When its bytes were changed, in nanoseconds since 1970.</param>
/// <param name="Changed">When its bytes, name or mode were changed; 0 where the system does not say.</param>
/// <param name="Inode">Its number on the device; 0 where the system does not say.</param>
/// <param name="Device">The device.</param>
/// <param name="Mode">Kind and permissions as POSIX has them.</param>
internal readonly record struct FileStamp(long Size, long Modified, long Changed, ulong Inode, ulong Device, ushort Mode)
{
    private const int TypeMask = 0xf000; // S_IFMT

    /// <summary>POSIX's numbers of the kinds: S_IFREG, S_IFDIR, S_IFLNK.</summary>
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

    /// <summary>What everybody may do with it, without setuid, setgid and the sticky bit.</summary>
    public UnixFileMode Permissions => (UnixFileMode)(Mode & 0x1ff);

    /// <summary>True for the same thing on disk, whatever has become of it.</summary>
    public bool IsSameFile(FileStamp other) => Inode == other.Inode && Device == other.Device;
}
