using System.Runtime.InteropServices;
using Dagrs.Core.Execution.Unix;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Console.Recording;

/// <summary>Makes a run the only writer of an open file, and keeps it from overwriting what others append.</summary>
internal static class SoleWriter
{
    private const int SetFlags = 4; // F_SETFL
    private const int SetLockOfOpenFile = 37; // F_OFD_SETLK: it belongs to the open file, so nothing has to unlock it
    private const int Append = 0x400; // O_APPEND
    private const short WriteLock = 1; // F_WRLCK
    private const int Exclusive = 2 | 4; // LOCK_EX | LOCK_NB

    /// <summary>Locks the file until it is closed, however this process ends. False when another process holds the lock.</summary>
    public static bool TryLock(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            return true; // the share mode keeps others from writing
        }

        // Where the file system does not support locks, proceed without.
        var wholeFile = new Native.FileLock { Type = WriteLock };
        var result = OperatingSystem.IsLinux() ? Native.fcntl(file, SetLockOfOpenFile, ref wholeFile) : Native.flock(file, Exclusive);
        return result == 0 || (Marshal.GetLastPInvokeError() is var error && error != Native.EAGAIN && error != Native.EACCES);
    }

    /// <summary>From now on every write goes to the current end of the file (O_APPEND). Linux only.</summary>
    public static void AppendOnly(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Native.fcntl(file, SetFlags, Append);
        }
    }
}
