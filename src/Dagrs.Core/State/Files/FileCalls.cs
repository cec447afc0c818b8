using System.Runtime.InteropServices;

namespace Dagrs.Core.State.Files;

/// <summary>Functions of the C library that .NET lacks or does more slowly, under their own names.</summary>
internal static unsafe partial class FileCalls
{
    public const int CurrentFolder = -100; // AT_FDCWD
    public const int NotFollowed = 0x100; // AT_SYMLINK_NOFOLLOW
    public const int DescriptorItself = 0x1000; // AT_EMPTY_PATH
    public const uint BasicStats = 0x7ff; // STATX_BASIC_STATS
    public const int ForReading = 0x80800; // O_RDONLY | O_NONBLOCK | O_CLOEXEC of Linux: opening does not block when a pipe has replaced the file
    public const uint Clone = 0x40049409; // FICLONE

    public const int EventNonBlocking = 0x800; // EFD_NONBLOCK, IN_NONBLOCK
    public const int EventCloseOnExec = 0x80000; // EFD_CLOEXEC, IN_CLOEXEC
    public const short Readable = 1; // POLLIN
    public const uint Itself = 0xc00; // IN_DELETE_SELF | IN_MOVE_SELF
    public const uint Overflow = 0x4000; // IN_Q_OVERFLOW
    public const uint Ignored = 0x8000; // IN_IGNORED
    public const uint OfFolder = 0x40000000; // IN_ISDIR
    public const uint AllChanges = 0x050003c6 | Itself; // IN_MODIFY | IN_ATTRIB | IN_MOVE | IN_CREATE | IN_DELETE | IN_ONLYDIR | IN_EXCL_UNLINK

    private const string C = "libc";

    [LibraryImport(C, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(int folder, string path, int flags, uint mask, FileStatus* status);

    [LibraryImport(C, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags);

    [LibraryImport(C, SetLastError = true)]
    public static partial int ioctl(Microsoft.Win32.SafeHandles.SafeFileHandle file, nuint request, nint argument);

    [LibraryImport(C)]
    public static partial uint geteuid();

    [LibraryImport(C, SetLastError = true)]
    public static partial int inotify_init1(int flags);

    [LibraryImport(C, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int inotify_add_watch(int descriptor, string path, uint mask);

    [LibraryImport(C)]
    public static partial int inotify_rm_watch(int descriptor, int watch);

    [LibraryImport(C)]
    public static partial int eventfd(uint initial, int flags);

    [LibraryImport(C)]
    public static partial int poll(Polled* descriptors, nuint count, int milliseconds);

    [LibraryImport(C)]
    public static partial nint read(int descriptor, byte* buffer, nuint size);

    [LibraryImport(C)]
    public static partial nint write(int descriptor, byte* buffer, nuint size);

    [LibraryImport(C)]
    public static partial int close(int descriptor);

    /// <summary>The kernel's <c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Polled
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }

    /// <summary>The kernel's <c>struct statx</c>, which is the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct FileStatus
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public long Size;

        [FieldOffset(96)]
        public long ChangedSeconds;

        [FieldOffset(104)]
        public uint ChangedNanoseconds;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
