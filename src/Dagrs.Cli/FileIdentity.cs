using System.Runtime.InteropServices;

namespace Dagrs.Cli;

/// <summary>Which file an opened thing or a path is, whatever it is called: device and inode on Linux, elsewhere the path without its links.</summary>
/// <param name="Device">The device, 0 where the path says it.</param>
/// <param name="Inode">The number on the device, 0 where the path says it.</param>
/// <param name="Path">The path without links where there are no such numbers.</param>
internal readonly unsafe partial record struct FileIdentity(ulong Device, ulong Inode, string? Path)
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
        Status status;
        return GetStatus(folder, path, flags, BasicStats, &status) == 0 && (status.Mode & TypeMask) == RegularFile
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

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetStatus(int folder, string path, int flags, uint mask, Status* status);

    /// <summary>The kernel's <c>struct statx</c>, which is the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
