namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// Minds the orders to a CI system in the lines of one task: those that open, close or stop folding are broken, so that the task's
/// section stays its own; all others go on as they stand. It has a memory: what a task itself has switched off stays so.
/// </summary>
internal abstract class OrderFilter
{
    /// <summary>A line without control characters, made harmless; null when it is harmless or meant to work.</summary>
    public abstract byte[]? Defuse(ReadOnlySpan<byte> line);

    /// <summary>True for a line, not broken, that the system must find at the start of a line.</summary>
    public virtual bool IsOrder(ReadOnlySpan<byte> line) => OrderMarks.Leads(line);

    /// <summary>True for a line, made harmless, that the system obeys all the same, wherever in it the order stands.</summary>
    public virtual bool HoldsOrder(ReadOnlySpan<byte> line) => IsOrder(line) || OrderMarks.Break(line) is not null;

    /// <summary>True for the beginning of a line that cannot be half an order: orders lead a line with a sign, or stand behind <c>##</c>.</summary>
    public static bool IsNoneBegun(ReadOnlySpan<byte> half)
    {
        var text = half.TrimStart((byte)' ');
        return !text.IsEmpty && (char.IsAsciiLetterOrDigit((char)text[0]) || text[0] >= 0x80) && !text.Contains((byte)'#');
    }
}
