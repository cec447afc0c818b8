namespace Dagrs.Core.Execution.Unix;

/// <summary>Queries the system about a terminal behind a descriptor. It never queries the terminal itself, and changes nothing.</summary>
/// <param name="descriptor">The descriptor.</param>
internal sealed class TerminalDevice(int descriptor)
{
    /// <summary>True when there is a terminal.</summary>
    public bool IsTerminal => Native.isatty(descriptor) == 1;

    /// <summary>
    /// False only when it is the controlling terminal of this process and a shell has put another group in the foreground, which drawing would
    /// disturb.
    /// </summary>
    public bool IsInForeground => Native.tcgetpgrp(descriptor) is var group && (group < 0 || group == Native.getpgid(0));

    /// <summary>Its size; null when unknown.</summary>
    public (int Width, int Height)? Size => Native.GetWindowSize(descriptor, out var size) == 0 && size is { Columns: > 0, Rows: > 0 } ? (size.Columns, size.Rows) : null;
}
