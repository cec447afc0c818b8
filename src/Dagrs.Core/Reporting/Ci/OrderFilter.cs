namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// Filters the CI commands in the lines of one task: commands that open, close or stop folding are neutralised, so that the task cannot
/// break out of its section; all others pass unchanged. It is stateful: a task that has switched off commands keeps them off.
/// </summary>
internal abstract class OrderFilter
{
    /// <summary>Neutralises a line without control characters; null when it is harmless or may take effect.</summary>
    public abstract byte[]? Defuse(ReadOnlySpan<byte> line);

    /// <summary>True for an unchanged line that the system recognises only at the start of a line.</summary>
    public virtual bool IsOrder(ReadOnlySpan<byte> line) => OrderMarks.Leads(line);

    /// <summary>True for a filtered line that still contains a command, anywhere.</summary>
    public virtual bool HoldsOrder(ReadOnlySpan<byte> line) => IsOrder(line) || OrderMarks.Break(line) is not null;

    /// <summary>True for the start of a line that cannot be part of a command: commands start with a special character, or come after <c>##</c>.</summary>
    public static bool IsNoneBegun(ReadOnlySpan<byte> half)
    {
        var text = half.TrimStart((byte)' ');
        return !text.IsEmpty && (char.IsAsciiLetterOrDigit((char)text[0]) || text[0] >= 0x80) && !text.Contains((byte)'#');
    }
}
