namespace Dagrs.Core.Execution.Unix;

/// <summary>What the program does to its own process. It knows no run.</summary>
internal static class OwnProcess
{
    /// <summary>
    /// Ensures that descriptors 0, 1 and 2 are open. The parent may have closed them; then the next file opened would get the number, and output
    /// would go there. Must come before anything is opened.
    /// </summary>
    public static void ReserveStandardDescriptors()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        for (var descriptor = 0; descriptor <= 2; descriptor++)
        {
            // open(2) returns the lowest free number.
            if (!Native.IsOpen(descriptor) && Native.open("/dev/null", Native.O_RDWR) < 0)
            {
                _ = Native.TryPipe(out _, out _); // a root without /dev: output is lost either way
            }
        }
    }

    /// <summary>
    /// True when no shell could resume this process after a stop: a terminal has started it directly, as by <c>ssh -t host dagrs</c>, or a script
    /// that has no shell above it.
    /// </summary>
    public static bool CannotBeResumed() => Native.HasTerminal() && (Native.getsid(0) == Environment.ProcessId || IsGroupOrphaned());

    // The kernel's definition of an orphaned process group: no member has a parent in another group of the session. Only our own ancestors are
    // checked.
    private static bool IsGroupOrphaned()
    {
        var (group, session) = (Native.getpgid(0), Native.getsid(0));
        var parent = ProcessTable.ParentOf(Environment.ProcessId);
        while (parent > 0 && Native.getpgid(parent) == group)
        {
            parent = ProcessTable.ParentOf(parent);
        }

        return ProcessTable.IsUsable && (parent <= 0 || Native.getsid(parent) != session);
    }

    /// <summary>Replaces standard input, which has been read to its end, by the terminal; without a terminal nothing changes.</summary>
    public static void ReadFromTerminal()
    {
        if (!OperatingSystem.IsWindows() && SessionTerminal.IsThere && Native.open("/dev/tty", Native.O_RDWR | Native.O_CLOEXEC) is >= 0 and var terminal)
        {
            _ = Native.dup2(terminal, 0);
            _ = Native.close(terminal);
        }
    }

    /// <summary>Ends this process by the default action of a signal.</summary>
    public static void EndBy(int signal)
    {
        SignalHandlers.Restore([signal]);
        _ = Native.kill(Environment.ProcessId, signal);
    }

    /// <summary>Stops this process until it gets SIGCONT, as from a shell's <c>fg</c>.</summary>
    public static void Suspend() => _ = Native.kill(Environment.ProcessId, Native.SIGSTOP);
}
