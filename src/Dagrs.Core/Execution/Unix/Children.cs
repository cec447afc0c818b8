using System.Runtime.InteropServices;

namespace Dagrs.Core.Execution.Unix;

/// <summary>What the system reports about the children of this process: which exist, and which have ended. It knows no run.</summary>
internal static unsafe class Children
{
    private const int WaitForAny = 0;
    private const int WaitForPid = 1;
    private const int WaitForGroup = 2;
    private const int WaitExited = 4;
    private const int WaitNoHang = 1;
    private static readonly int WaitStopped = OperatingSystem.IsMacOS() ? 8 : 2;
    private const int SignalInfoSize = 128;
    private static readonly int WaitNoReap = OperatingSystem.IsMacOS() ? 0x20 : 0x1000000;
    private static readonly int WaitAll = OperatingSystem.IsLinux() ? 0x40000000 : 0; // __WALL: also children of clone(2) that end without SIGCHLD

    /// <summary>True when this process has a child, running or ended.</summary>
    public static bool Exist() => TryLook(WaitForAny, 0, out _);

    /// <summary>True when a child of this process has ended and has not been reaped.</summary>
    public static bool HaveEnded() => TryLook(WaitForAny, 0, out var ended) && ended != 0;

    /// <summary>Reaps the children in a process group that have ended. False when none is left in it.</summary>
    public static bool ReapGroup(int group)
    {
        int ended;
        while (TryLook(WaitForGroup, group, out ended) && ended != 0)
        {
            TryReap(ended);
        }

        return TryLook(WaitForGroup, group, out _);
    }

    /// <summary>Reaps a child if it has ended.</summary>
    public static void TryReap(int pid) => _ = Native.waitpid(pid, out _, WaitNoHang | WaitAll);

    /// <summary>True when the child has ended; it is not reaped (<c>waitpid</c> can still get its status).</summary>
    public static bool HasEnded(int pid) => WaitForEnd(pid, WaitNoHang);

    /// <summary>Waits until the child has ended; it is not reaped (<c>waitpid</c> can still get its status).</summary>
    public static void WaitUntilEnded(int pid) => WaitForEnd(pid, 0);

    /// <summary>
    /// Waits until the child has been stopped or has ended. Returns the signal that stopped it, which is reported only once, or 0 when it has ended.
    /// </summary>
    public static int WaitForStop(int pid)
    {
        const int stopped = 5, trapped = 4; // CLD_STOPPED, CLD_TRAPPED
        var info = stackalloc int[SignalInfoSize / sizeof(int)];
        while (true)
        {
            info[0] = 0;
            if (Native.waitid(WaitForPid, pid, info, WaitExited | WaitStopped | WaitNoReap) < 0)
            {
                if (Marshal.GetLastPInvokeError() == Native.EINTR)
                {
                    continue;
                }

                return 0;
            }

            if (info[2] is not (stopped or trapped))
            {
                return 0;
            }

            var signal = info[OperatingSystem.IsLinux() ? sizeof(nint) == 8 ? 6 : 5 : 5]; // si_status
            info[0] = 0;
            if (Native.waitid(WaitForPid, pid, info, WaitStopped | WaitNoHang) == 0 && info[0] != 0)
            {
                return signal;
            }
        }
    }

    private static bool TryLook(int idType, int id, out int ended)
    {
        var info = stackalloc int[SignalInfoSize / sizeof(int)];
        info[0] = 0;
        var has = Native.waitid(idType, id, info, WaitExited | WaitNoReap | WaitNoHang | WaitAll) == 0;
        ended = has && info[0] != 0 ? info[OperatingSystem.IsLinux() && sizeof(nint) == 8 ? 4 : 3] : 0; // si_pid, after padding to 8 bytes
        return has;
    }

    private static bool WaitForEnd(int pid, int options)
    {
        var info = stackalloc int[SignalInfoSize / sizeof(int)];
        int result;
        do
        {
            info[0] = 0;
            result = Native.waitid(WaitForPid, pid, info, WaitExited | WaitNoReap | options);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Native.EINTR);

        return result < 0 || info[0] != 0; // si_signo comes first and stays 0 when no child has ended
    }
}
