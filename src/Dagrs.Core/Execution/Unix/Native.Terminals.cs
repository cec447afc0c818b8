using System.Runtime.InteropServices;

namespace Dagrs.Core.Execution.Unix;

/// <content>The functions for terminals.</content>
internal static unsafe partial class Native
{
    public const int SIGTTIN = 21;
    public const int SIGTTOU = 22;
    public static readonly int SIGTSTP = OperatingSystem.IsMacOS() ? 18 : 20;

    /// <summary>Larger than any system's <c>struct termios</c>: 60 bytes with glibc, 72 on macOS.</summary>
    public const int ModesSize = 128;

    [LibraryImport(C, SetLastError = true)]
    public static partial int tcsetpgrp(int fd, int group);

    [LibraryImport(C, SetLastError = true)]
    public static partial int dup2(int from, int to);

    [LibraryImport(C, SetLastError = true)]
    public static partial int tcgetattr(int fd, byte* modes);

    [LibraryImport(C, SetLastError = true)]
    public static partial int tcsetattr(int fd, int when, byte* modes);

    [LibraryImport(C)]
    private static partial int pthread_sigmask(int how, byte* set, byte* previous);

    [LibraryImport(C)]
    private static partial int sigaddset(byte* set, int signal);

    /// <summary>Changes the terminal, which would otherwise stop a process that is not in its foreground (SIGTTOU).</summary>
    public static int WithoutStop(Func<int> change)
    {
        var (block, set) = OperatingSystem.IsMacOS() ? (1, 3) : (0, 2);
        var signals = stackalloc byte[OpaqueSize];
        var previous = stackalloc byte[OpaqueSize];
        _ = sigemptyset(signals);
        _ = sigaddset(signals, SIGTTOU);
        _ = pthread_sigmask(block, signals, previous);
        try
        {
            int result;
            do
            {
                result = change();
            }
            while (result < 0 && Marshal.GetLastPInvokeError() == EINTR);

            return result;
        }
        finally
        {
            _ = pthread_sigmask(set, previous, null);
        }
    }

    /// <summary>Ignores a signal from now on.</summary>
    public static void Ignore(int number) => _ = signal(number, 1);
}
