using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Core.State;

/// <summary>
/// An advisory lock on an open file. The kernel releases it when the file is closed, however the process ends, so nothing has to unlock it.
/// </summary>
internal static partial class KernelLock
{
    private const int GetLockOfOpenFile = 36; // F_OFD_GETLK
    private const int SetLockOfOpenFile = 37; // F_OFD_SETLK
    private const short WriteLock = 1; // F_WRLCK
    private const short Unlocked = 2; // F_UNLCK
    private const int Exclusive = 2 | 4; // LOCK_EX | LOCK_NB
    private const int Shared = 1 | 4; // LOCK_SH | LOCK_NB
    private const int Again = 11; // EAGAIN
    private const int Refused = 13; // EACCES
    private const int AgainOnMac = 35;

    /// <summary>Takes the lock. False when another process holds it; true where the file system does not support locks.</summary>
    /// <param name="file">Open for writing.</param>
    public static bool TryTake(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            return true; // the share mode of the open file is the lock
        }

        var wholeFile = new FileLock { Type = WriteLock };
        var result = OperatingSystem.IsLinux() ? fcntl(file, SetLockOfOpenFile, ref wholeFile) : flock(file, Exclusive);
        return result == 0 || Marshal.GetLastPInvokeError() is not (Again or Refused or AgainOnMac);
    }

    /// <summary>True while somebody else holds the lock. On Linux the check takes no lock, so that it cannot make another process fail.</summary>
    /// <param name="file">Open for reading, not the handle that may hold the lock.</param>
    public static bool IsTaken(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        if (OperatingSystem.IsLinux())
        {
            var wholeFile = new FileLock { Type = WriteLock };
            return fcntl(file, GetLockOfOpenFile, ref wholeFile) == 0 && wholeFile.Type != Unlocked;
        }

        return flock(file, Shared) != 0 && Marshal.GetLastPInvokeError() is Again or AgainOnMac;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle file, int command, ref FileLock argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle file, int operation);

    // Linux's struct flock; with only the type set it covers the whole file.
    [StructLayout(LayoutKind.Sequential)]
    private struct FileLock
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Process;
    }
}
