using System.Runtime.InteropServices;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// The C library's functions, here those for processes and signals; the other file has those for descriptors and files. Names and meaning are those
/// of POSIX and Linux. Nothing else calls the library, except for stamps and copies of files (<c>State/Files</c>).
/// </summary>
internal static unsafe partial class Native
{
    public const int SIGKILL = 9;
    public const int SIGTERM = 15;
    public static readonly int SIGCHLD = OperatingSystem.IsMacOS() ? 20 : 17;
    public static readonly int SIGCONT = OperatingSystem.IsMacOS() ? 19 : 18;
    public static readonly int SIGSTOP = OperatingSystem.IsMacOS() ? 17 : 19;

    public const short POSIX_SPAWN_SETPGROUP = 0x02;
    public const short POSIX_SPAWN_SETSIGDEF = 0x04;
    public const short POSIX_SPAWN_SETSIGMASK = 0x08;
    public static readonly short POSIX_SPAWN_SETSID = OperatingSystem.IsMacOS() ? (short)0x400 : (short)0x80;

    /// <summary>Larger than any system's posix_spawn_file_actions_t (80 bytes with glibc), posix_spawnattr_t (336) and sigset_t (128).</summary>
    public const int OpaqueSize = 512;

    private const string C = "libc";
    private const int SysPidfdOpen = 434; // the same on every architecture of Linux
    private static bool _hasCloseFrom = true;

    [LibraryImport(C)]
    public static partial int posix_spawn(out int pid, byte* path, byte* actions, byte* attributes, byte** argv, byte** envp);

    [LibraryImport(C)]
    public static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport(C)]
    public static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport(C)]
    public static partial int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [LibraryImport(C)]
    public static partial int posix_spawn_file_actions_addchdir_np(byte* actions, byte* path);

    [LibraryImport(C)]
    private static partial int posix_spawn_file_actions_addclosefrom_np(byte* actions, int first);

    [LibraryImport(C)]
    public static partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport(C)]
    public static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport(C)]
    public static partial int posix_spawnattr_setsigmask(byte* attributes, byte* set);

    [LibraryImport(C)]
    public static partial int posix_spawnattr_setsigdefault(byte* attributes, byte* set);

    [LibraryImport(C)]
    public static partial int sigemptyset(byte* set);

    [LibraryImport(C)]
    public static partial int sigfillset(byte* set);

    [LibraryImport(C, SetLastError = true)]
    public static partial int kill(int pid, int signal);

    [LibraryImport(C, SetLastError = true)]
    public static partial int waitpid(int pid, out int status, int options);

    /// <summary>
    /// <c>environ</c>. It is a variable, which P/Invoke reaches only through a function; this is .NET's own, by which <see cref="Environment"/> reads
    /// its variables.
    /// </summary>
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_GetEnviron")]
    public static partial byte** GetEnvironment();

    [LibraryImport(C, SetLastError = true)]
    public static partial int getpgid(int pid);

    [LibraryImport(C)]
    public static partial int getsid(int pid);

    [LibraryImport(C)]
    private static partial int sigaction(int signal, void* action, void* previous);

    [LibraryImport(C)]
    private static partial nint signal(int number, nint handler);

    [LibraryImport(C, SetLastError = true)]
    public static partial int waitid(int idType, int id, int* info, int options);

    [LibraryImport(C, SetLastError = true)]
    private static partial int prctl(int option, nint a, nint b, nint c, nint d);

    [LibraryImport(C, SetLastError = true)]
    private static partial nint syscall(nint number, nint a, nint b, nint c);

    /// <summary>
    /// Has a child close all descriptors from a number up, where the C library can (glibc 2.34 and later, which publishing for glibc requires).
    /// </summary>
    public static void AddCloseFrom(byte* actions, int first)
    {
        if (!_hasCloseFrom)
        {
            return;
        }

        try
        {
            _ = posix_spawn_file_actions_addclosefrom_np(actions, first);
        }
        catch (EntryPointNotFoundException)
        {
            _hasCloseFrom = false;
        }
    }

    /// <summary>True when this process has a controlling terminal.</summary>
    public static bool HasTerminal()
    {
        var terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC);
        if (terminal >= 0)
        {
            _ = close(terminal);
        }

        return terminal >= 0;
    }

    [LibraryImport(C)]
    private static partial int sched_setscheduler(int pid, int policy, int* priority);

    /// <summary>Gives a process, but not its children, real-time priority, where that is allowed. Linux only.</summary>
    public static void Hurry(int pid)
    {
        const int roundRobin = 2, notItsChildren = 0x40000000; // SCHED_RR | SCHED_RESET_ON_FORK
        var lowest = 1;
        if (OperatingSystem.IsLinux())
        {
            _ = sched_setscheduler(pid, roundRobin | notItsChildren, &lowest);
        }
    }

    /// <summary>A descriptor that becomes readable when the process ends; -1 where the system has none (Linux before 5.3).</summary>
    public static int OpenPidfd(int pid) => OperatingSystem.IsLinux() ? (int)syscall(SysPidfdOpen, pid, 0, 0) : -1;

    /// <summary>Makes this process a subreaper: orphans among its descendants become its children. Linux only.</summary>
    public static void BecomeSubreaper()
    {
        const int setChildSubreaper = 36;
        if (OperatingSystem.IsLinux())
        {
            _ = prctl(setChildSubreaper, 1, 0, 0, 0);
        }
    }

    /// <summary>
    /// Stops ignoring SIGCHLD: the parent of this process may have ignored it, which is inherited, and then the system discards the exit status of
    /// children.
    /// </summary>
    public static void KeepStatusOfChildren()
    {
        if (IsIgnored(SIGCHLD))
        {
            _ = signal(SIGCHLD, 0); // SIG_DFL
        }
    }

    /// <summary>
    /// A child inherits ignored signals, and the runtime ignores SIGPIPE; handled signals are reset to their default in a child. So ignored signals
    /// get a handler here, a C library function without effect, which makes no difference to this process.
    /// </summary>
    public static void KeepIgnoredSignalsFromChildren()
    {
        const int lastSignal = 31;
        if (!NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "abs", out var doNothing))
        {
            return;
        }

        for (var number = 1; number <= lastSignal; number++)
        {
            if (number != SIGCHLD && IsIgnored(number))
            {
                _ = signal(number, doNothing);
            }
        }
    }

    private static bool IsIgnored(int number)
    {
        const nint ignored = 1;
        var present = stackalloc byte[OpaqueSize];
        return sigaction(number, null, present) == 0 && *(nint*)present == ignored;
    }
}
