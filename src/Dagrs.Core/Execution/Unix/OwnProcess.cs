namespace Dagrs.Core.Execution.Unix;

/// <summary>What the program does to its own process. It knows no run.</summary>
internal static class OwnProcess
{
    /// <summary>
    /// Sees to it that descriptors 0, 1 and 2 are open. Whoever starts this process may have closed them; the next file that is opened would
    /// get the number, and what is printed would go there. Comes before anything is opened.
    /// </summary>
    public static void ReserveStandardDescriptors()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        for (var descriptor = 0; descriptor <= 2; descriptor++)
        {
            // The lowest number that is free is given out.
            if (!Native.IsOpen(descriptor) && Native.open("/dev/null", Native.O_RDWR) < 0)
            {
                _ = Native.TryPipe(out _, out _); // a root without devices: what is printed is lost as well
            }
        }
    }

    /// <summary>True when there is no shell that could let this process go on when it is halted: a terminal has started it itself, as by <c>ssh -t host dagrs</c>, or a script that is alone there.</summary>
    public static bool CannotBeContinued() => Native.HasTerminal() && (Native.getsid(0) == Environment.ProcessId || IsGroupOrphaned());

    // As the kernel has it: the parent of nobody in the group is in another group of the session. Only the line of parents is looked at.
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

    /// <summary>Makes the terminal the standard input, of which nothing is left to be read; where there is none it stays as it is.</summary>
    public static void ReadFromTerminal()
    {
        if (!OperatingSystem.IsWindows() && SessionTerminal.IsThere && Native.open("/dev/tty", Native.O_RDWR | Native.O_CLOEXEC) is >= 0 and var terminal)
        {
            _ = Native.dup2(terminal, 0);
            _ = Native.close(terminal);
        }
    }

    /// <summary>Does to this process what a signal does that nobody has taken.</summary>
    public static void EndBy(int signal)
    {
        TakenSignals.GiveBack([signal]);
        _ = Native.kill(Environment.ProcessId, signal);
    }

    /// <summary>Halts this process until somebody sends it SIGCONT, as a shell does by <c>fg</c>.</summary>
    public static void Halt() => _ = Native.kill(Environment.ProcessId, Native.SIGSTOP);
}
