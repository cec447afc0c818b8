using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Core.Execution.Unix;

internal static unsafe partial class Native
{
    public const int EINTR = 4;
    public const int EACCES = 13;
    public const int EPIPE = 32;
    public static readonly int EAGAIN = OperatingSystem.IsMacOS() ? 35 : 11;

    public const int O_RDONLY = 0;
    public const int O_RDWR = 2;
    public static readonly int O_CLOEXEC = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;
    public const short POLLIN = 1;
    public const short POLLOUT = 4;

    private const int SysCloseRange = 436;
    private const uint CloseRangeCloexec = 4;

    [LibraryImport(C, SetLastError = true)]
    public static partial int poll(PollFd* fds, nuint count, int timeout);

    [LibraryImport(C, SetLastError = true)]
    public static partial nint read(int fd, byte* buffer, nuint count);

    [LibraryImport(C, SetLastError = true)]
    public static partial nint write(int fd, byte* buffer, nuint count);

    [LibraryImport(C, SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport(C, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags);

    [LibraryImport(C, SetLastError = true)]
    public static partial int open(byte* path, int flags);

    [LibraryImport(C, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int access(string path, int mode);

    [LibraryImport(C, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint readlink(string path, byte* target, nuint size);

    [LibraryImport(C, StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* realpath(string path, byte* resolved);

    [LibraryImport(C)]
    public static partial void free(void* memory);

    [LibraryImport(C)]
    public static partial byte* getcwd(byte* buffer, nuint size);

    [LibraryImport(C, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int unsetenv(string name);

    [LibraryImport(C, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int setenv(string name, byte* value, int overwrite);

    [LibraryImport(C, SetLastError = true)]
    private static partial int pipe2(int* fds, int flags);

    [LibraryImport(C, SetLastError = true)]
    private static partial int pipe(int* fds);

    [LibraryImport(C, SetLastError = true)]
    public static partial int fcntl(int fd, int command, nint argument);

    [LibraryImport(C, SetLastError = true)]
    public static partial int fcntl(SafeFileHandle file, int command, nint argument);

    [LibraryImport(C, SetLastError = true)]
    public static partial int fcntl(SafeFileHandle file, int command, ref FileLock argument);

    [LibraryImport(C, SetLastError = true)]
    public static partial int flock(SafeFileHandle file, int operation);

    [LibraryImport(C, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(int folder, string path, int flags, uint mask, FileStatus* status);

    [LibraryImport(C)]
    public static partial int isatty(int fd);

    [LibraryImport(C, SetLastError = true)]
    public static partial int tcgetpgrp(int fd);

    /// <summary><c>TIOCGWINSZ</c>, whose number and calling convention differ between systems; this is .NET's own wrapper.</summary>
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_GetWindowSize")]
    public static partial int GetWindowSize(nint fd, out WindowSize size);

    /// <summary>A pipe that no child inherits. False when there are no descriptors left.</summary>
    public static bool TryPipe(out int readEnd, out int writeEnd)
    {
        var ends = stackalloc int[2];
        const int setDescriptorFlags = 2, closeOnExec = 1;
        var made = OperatingSystem.IsLinux() ? pipe2(ends, O_CLOEXEC) : pipe(ends);
        (readEnd, writeEnd) = made == 0 ? (ends[0], ends[1]) : (-1, -1);
        if (made == 0 && !OperatingSystem.IsLinux())
        {
            _ = fcntl(readEnd, setDescriptorFlags, closeOnExec);
            _ = fcntl(writeEnd, setDescriptorFlags, closeOnExec);
        }

        return made == 0;
    }

    /// <summary>Closes descriptors; negative ones are ignored.</summary>
    public static void CloseAll(params ReadOnlySpan<int> descriptors)
    {
        foreach (var descriptor in descriptors)
        {
            if (descriptor >= 0)
            {
                _ = close(descriptor);
            }
        }
    }

    /// <summary>True when a descriptor is open.</summary>
    public static bool IsOpen(int descriptor)
    {
        const int getDescriptorFlags = 1;
        return fcntl(descriptor, getDescriptorFlags, 0) >= 0;
    }

    /// <summary>Sleeps for some milliseconds on this thread, without the runtime.</summary>
    public static int Sleep(int milliseconds) => poll(null, 0, milliseconds);

    /// <summary>The real path, with links resolved; null when the path does not exist.</summary>
    public static string? RealPath(string path)
    {
        var resolved = realpath(path, null);
        var text = Marshal.PtrToStringUTF8((nint)resolved);
        free(resolved);
        return text;
    }

    /// <summary>Makes every inherited descriptor above 2 close-on-exec, so that no command inherits it.</summary>
    public static void KeepDescriptorsFromChildren()
    {
        if (OperatingSystem.IsLinux() && syscall(SysCloseRange, 3, int.MaxValue, (nint)CloseRangeCloexec) == 0)
        {
            return;
        }

        const int getDescriptorFlags = 1, setDescriptorFlags = 2, closeOnExec = 1;
        for (var fd = 3; fd < 256; fd++)
        {
            if (fcntl(fd, getDescriptorFlags, 0) >= 0)
            {
                _ = fcntl(fd, setDescriptorFlags, closeOnExec);
            }
        }
    }

    /// <summary>The target of a link as stored; null when there is no link.</summary>
    public static string? ReadLink(string path)
    {
        const int enough = 256;
        var target = stackalloc byte[enough];
        var length = readlink(path, target, enough);
        return length < 0 ? null : System.Text.Encoding.UTF8.GetString(target, (int)length);
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct PollFd
    {
        public int Fd;
        public short Events;
        public short Happened;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }

    /// <summary>Linux's <c>struct flock</c>; covers the whole file when only the type is set.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct FileLock
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Process;
    }

    /// <summary>The kernel's <c>struct statx</c>, the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct FileStatus
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
