using System.Runtime.InteropServices;

namespace Dagrs.Core.State.Files;

/// <summary>Stamps from the system: by one call on Linux, elsewhere the size, time and mode that .NET reports.</summary>
internal sealed unsafe class FileStamps : IFileStamps
{
    private const long Second = 1_000_000_000; // in nanoseconds

    public static FileStamps OfSystem { get; } = new();

    /// <inheritdoc/>
    public StampAnswer Ask(string path, bool follow, out FileStamp stamp)
    {
        if (!OperatingSystem.IsLinux())
        {
            return AskRuntime(path, follow, out stamp);
        }

        FileCalls.FileStatus status;
        if (FileCalls.statx(FileCalls.CurrentFolder, path, follow ? 0 : FileCalls.NotFollowed, FileCalls.BasicStats, &status) == 0)
        {
            stamp = Of(status);
            return StampAnswer.Found;
        }

        // ENOENT: nothing there; ENOTDIR: a path through a file; ELOOP: links in a circle.
        const int noEntry = 2, notFolder = 20, manyLinks = 40;
        stamp = default;
        return Marshal.GetLastPInvokeError() is noEntry or notFolder or manyLinks ? StampAnswer.Absent : StampAnswer.Refused;
    }

    /// <summary>The stamp of an open descriptor on Linux; false when the system does not say.</summary>
    public static bool TryAsk(int descriptor, out FileStamp stamp)
    {
        FileCalls.FileStatus status;
        var isGiven = FileCalls.statx(descriptor, "", FileCalls.DescriptorItself, FileCalls.BasicStats, &status) == 0;
        stamp = isGiven ? Of(status) : default;
        return isGiven;
    }

    private static FileStamp Of(in FileCalls.FileStatus status) => new(
        status.Size,
        (status.ModifiedSeconds * Second) + status.ModifiedNanoseconds,
        (status.ChangedSeconds * Second) + status.ChangedNanoseconds,
        status.Inode,
        ((ulong)status.DeviceMajor << 32) | status.DeviceMinor,
        status.Mode);

    private static StampAnswer AskRuntime(string path, bool follow, out FileStamp stamp)
    {
        stamp = default;
        try
        {
            FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            if (follow && info.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                info = target;
            }

            if (!info.Exists && info.LinkTarget is null)
            {
                return StampAnswer.Absent;
            }

            var type = info.LinkTarget is not null ? FileStamp.SymbolicLink : (info.Attributes & FileAttributes.Directory) != 0 ? FileStamp.Directory
                : (info.Attributes & FileAttributes.Device) != 0 ? 0 : FileStamp.RegularFile;
            var mode = OperatingSystem.IsWindows() ? 0x1b6 : (int)info.UnixFileMode;
            stamp = new(info is FileInfo { Exists: true } file ? file.Length : 0, Nanoseconds(info.LastWriteTimeUtc), 0, 0, 0, (ushort)(type | mode));
            return StampAnswer.Found;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return StampAnswer.Refused;
        }
    }

    private static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
