namespace Dagrs.Core.Execution.Unix;

/// <summary>The terminal of this process: its modes, and who is in its foreground. To change them halts nobody, wherever this process is. It knows no task.</summary>
internal sealed unsafe class SessionTerminal
{
    private const int Now = 0; // TCSANOW: one that takes no output must not keep us waiting

    private SessionTerminal(int descriptor) => Descriptor = descriptor;

    /// <summary>True when this process has a terminal to lend: one of its standard descriptors is one.</summary>
    public static bool IsThere => Native.isatty(0) == 1 || Native.isatty(1) == 1 || Native.isatty(2) == 1;

    /// <summary>It stays open as long as the process lives.</summary>
    public int Descriptor { get; }

    /// <summary>The group in its foreground; -1 where it is not the terminal of this process's session, so that there is nothing to be in.</summary>
    public int Foreground => Native.tcgetpgrp(Descriptor);

    /// <summary>Opens it; where the session has none, what stands behind a standard descriptor. Null: there is none.</summary>
    public static SessionTerminal? Open()
    {
        var descriptor = Native.open("/dev/tty", Native.O_RDWR | Native.O_CLOEXEC);
        for (var standard = 0; standard <= 2 && descriptor < 0; standard++)
        {
            descriptor = Native.isatty(standard) == 1 ? standard : -1;
        }

        return descriptor < 0 ? null : new(descriptor);
    }

    /// <summary>That behind a descriptor.</summary>
    public static SessionTerminal On(int descriptor) => new(descriptor);

    /// <summary>Puts a group in its foreground. False when it is not there any more, or not of this session.</summary>
    public bool TrySetForeground(int group) => Native.WithoutStop(() => Native.tcsetpgrp(Descriptor, group)) == 0;

    /// <summary>Its modes; null when it is gone.</summary>
    public byte[]? Modes()
    {
        var modes = new byte[Native.ModesSize];
        fixed (byte* start = modes)
        {
            return Native.tcgetattr(Descriptor, start) == 0 ? modes : null;
        }
    }

    /// <summary>Sets its modes.</summary>
    /// <param name="modes">Them; null: they stay.</param>
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
