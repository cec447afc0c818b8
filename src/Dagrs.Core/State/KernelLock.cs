using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Core.State;

/// <summary>A lock that goes with an opened file: the system takes it away when the file is closed, in whatever way a process ends, so nothing ever has to unlock it.</summary>
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

    /// <summary>Locks it. False when another one has; where the file system knows no locks it is as if there were none.</summary>
    /// <param name="file">Opened to be written.</param>
    public static bool TryTake(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            return true; // the way in which it is opened is the lock
        }

        var wholeFile = new FileLock { Type = WriteLock };
        var result = OperatingSystem.IsLinux() ? fcntl(file, SetLockOfOpenFile, ref wholeFile) : flock(file, Exclusive);
        return result == 0 || Marshal.GetLastPInvokeError() is not (Again or Refused or AgainOnMac);
    }

    /// <summary>True while somebody else has it locked. To ask takes nothing, so that nobody else meets a lock that is none.</summary>
    /// <param name="file">Opened to be read, not by the one who may have locked it.</param>
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

    // Linux's struct flock; from the first byte to the last when only the type is given.
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
