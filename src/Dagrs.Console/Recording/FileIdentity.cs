using Dagrs.Core.Execution.Unix;

namespace Dagrs.Console.Recording;

/// <summary>Identifies an open file or a path whatever its name: device and inode on Linux, elsewhere the path with links resolved.</summary>
/// <param name="Device">The device; 0 where the path identifies the file.</param>
/// <param name="Inode">The inode; 0 where the path identifies the file.</param>
/// <param name="Path">The resolved path, where there are no such numbers.</param>
internal readonly unsafe record struct FileIdentity(ulong Device, ulong Inode, string? Path)
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH: the descriptor itself
    private const uint BasicStats = 0x7ff; // STATX_BASIC_STATS
    private const int TypeMask = 0xf000; // S_IFMT
    private const int RegularFile = 0x8000; // S_IFREG

    /// <summary>The regular file at the path; null when there is none: pipes, terminals and devices hold nothing that could be overwritten.</summary>
    public static FileIdentity? Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            return Ask(CurrentFolder, path, 0);
        }

        return File.Exists(path) ? new(0, 0, RealPath(path)) : null;
    }

    /// <summary>The regular file that the descriptor has open; null when it is none, or on systems where files are identified by path.</summary>
    public static FileIdentity? Of(int descriptor) => OperatingSystem.IsLinux() ? Ask(descriptor, "", EmptyPath) : null;

    private static FileIdentity? Ask(int folder, string path, int flags)
    {
        Native.FileStatus status;
        return Native.statx(folder, path, flags, BasicStats, &status) == 0 && (status.Mode & TypeMask) == RegularFile
            ? new(((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode, null)
            : null;
    }

    // Resolves every link in the path, so that two names of one file become equal. The file exists, so there is no cycle of links.
    private static string RealPath(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (System.IO.Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        var place = System.IO.Path.Combine(RealPath(folder), System.IO.Path.GetFileName(full));
        return File.ResolveLinkTarget(place, returnFinalTarget: false) is { } target ? RealPath(target.FullName) : place;
    }
}
