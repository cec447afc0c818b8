using System.Globalization;

namespace Dagrs.Core.Execution.Unix;

/// <summary>Names of signals. The numbers are those of Linux on x86 and ARM; macOS differs for some.</summary>
internal static class Signals
{
    private static readonly string?[] LinuxNames =
    [
        null, "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV",
        "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU",
        "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    private static readonly string?[] MacNames =
    [
        null, "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGEMT", "SIGFPE", "SIGKILL", "SIGBUS", "SIGSEGV",
        "SIGSYS", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGURG", "SIGSTOP", "SIGTSTP", "SIGCONT", "SIGCHLD", "SIGTTIN", "SIGTTOU",
        "SIGIO", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGINFO", "SIGUSR1", "SIGUSR2",
    ];

    /// <summary>The number of a signal by its name, such as <c>SIGINT</c>; 0: this system has no such signal.</summary>
    public static int NumberOf(string name) => Math.Max(0, Array.IndexOf(OperatingSystem.IsMacOS() ? MacNames : LinuxNames, name));

    public static string NameOf(int number)
    {
        var names = OperatingSystem.IsMacOS() ? MacNames : LinuxNames;
        return number < names.Length && names[number] is { } name ? name : "signal " + number.ToString(CultureInfo.InvariantCulture);
    }
}
