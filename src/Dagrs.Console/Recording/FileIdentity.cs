using Dagrs.Core.Execution.Unix;

namespace Dagrs.Console.Recording;

/// <summary>Which file an opened thing or a path is, whatever it is called: device and inode on Linux, elsewhere the path without its links.</summary>
/// <param name="Device">The device, 0 where the path says it.</param>
/// <param name="Inode">The number on the device, 0 where the path says it.</param>
/// <param name="Path">The path without links where there are no such numbers.</param>
internal readonly unsafe record struct FileIdentity(ulong Device, ulong Inode, string? Path)
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH: the descriptor itself
    private const uint BasicStats = 0x7ff; // STATX_BASIC_STATS
    private const int TypeMask = 0xf000; // S_IFMT
    private const int RegularFile = 0x8000; // S_IFREG

    /// <summary>The plain file at the path; null when there is none: pipes, terminals and devices keep nothing that could be overwritten.</summary>
    public static FileIdentity? Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            return Ask(CurrentFolder, path, 0);
        }

        return File.Exists(path) ? new(0, 0, RealPath(path)) : null;
    }

    /// <summary>The plain file that the descriptor has open; null when it is none, or where only paths tell files apart.</summary>
    public static FileIdentity? Of(int descriptor) => OperatingSystem.IsLinux() ? Ask(descriptor, "", EmptyPath) : null;

    private static FileIdentity? Ask(int folder, string path, int flags)
    {
        Native.FileStatus status;
        return Native.statx(folder, path, flags, BasicStats, &status) == 0 && (status.Mode & TypeMask) == RegularFile
            ? new(((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode, null)
            : null;
    }

    // Every link on the way is followed, so that two names for one file become the same. It exists, so there is no circle of links.
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
