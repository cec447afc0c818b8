using System.Runtime.InteropServices;
using Dagrs.Core.Execution.Unix;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Console.Recording;

/// <summary>What makes a run the only one that writes an opened file, and what keeps it from writing over what others append there.</summary>
internal static class SoleWriter
{
    private const int SetFlags = 4; // F_SETFL
    private const int SetLockOfOpenFile = 37; // F_OFD_SETLK: it goes with the open file, so nothing has to unlock it
    private const int Append = 0x400; // O_APPEND
    private const short WriteLock = 1; // F_WRLCK
    private const int Exclusive = 2 | 4; // LOCK_EX | LOCK_NB

    /// <summary>Locks the file until it is closed, in whatever way this process ends. False when another one has locked it.</summary>
    public static bool TryLock(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            return true; // the way in which it was opened lets nobody else write
        }

        // Where the file system has no locks it is as it would be without them.
        var wholeFile = new Native.FileLock { Type = WriteLock };
        var result = OperatingSystem.IsLinux() ? Native.fcntl(file, SetLockOfOpenFile, ref wholeFile) : Native.flock(file, Exclusive);
        return result == 0 || (Marshal.GetLastPInvokeError() is var error && error != Native.EAGAIN && error != Native.EACCES);
    }

    /// <summary>From now on whatever is written goes to the end of the file, wherever that is by then. Linux only.</summary>
    public static void AppendOnly(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Native.fcntl(file, SetFlags, Append);
        }
    }
}
