namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// The terminal of this process: its modes, and its foreground process group. Changing them never stops a process, whether in the foreground or not.
/// It knows no task.
/// </summary>
internal sealed unsafe class SessionTerminal
{
    private const int Now = 0; // TCSANOW: a terminal that accepts no output must not block us

    private SessionTerminal(int descriptor) => Descriptor = descriptor;

    /// <summary>True when this process has a terminal to lend: one of its standard descriptors is one.</summary>
    public static bool IsThere => Native.isatty(0) == 1 || Native.isatty(1) == 1 || Native.isatty(2) == 1;

    /// <summary>Stays open as long as the process lives.</summary>
    public int Descriptor { get; }

    /// <summary>Its foreground process group; -1 when it is not the controlling terminal of this session, and so has none for us.</summary>
    public int Foreground => Native.tcgetpgrp(Descriptor);

    /// <summary>Opens the controlling terminal; if the session has none, the terminal behind a standard descriptor. Null: there is none.</summary>
    public static SessionTerminal? Open()
    {
        var descriptor = Native.open("/dev/tty", Native.O_RDWR | Native.O_CLOEXEC);
        for (var standard = 0; standard <= 2 && descriptor < 0; standard++)
        {
            descriptor = Native.isatty(standard) == 1 ? standard : -1;
        }

        return descriptor < 0 ? null : new(descriptor);
    }

    /// <summary>The terminal behind a descriptor.</summary>
    public static SessionTerminal On(int descriptor) => new(descriptor);

    /// <summary>Puts a process group in its foreground. False when the group is gone, or in another session.</summary>
    public bool TrySetForeground(int group) => Native.WithoutStop(() => Native.tcsetpgrp(Descriptor, group)) == 0;

    /// <summary>Its modes; null when the terminal is gone.</summary>
    public byte[]? Modes()
    {
        var modes = new byte[Native.ModesSize];
        fixed (byte* start = modes)
        {
            return Native.tcgetattr(Descriptor, start) == 0 ? modes : null;
        }
    }

    /// <summary>Sets its modes.</summary>
    /// <param name="modes">The modes; null: they stay.</param>
    public void SetModes(byte[]? modes)
    {
        if (modes is not null)
        {
            _ = Native.WithoutStop(() =>
            {
                fixed (byte* start = modes)
                {
                    return Native.tcsetattr(Descriptor, Now, start);
                }
            });
        }
    }
}
