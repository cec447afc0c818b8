namespace Dagrs.Core.Model;

/// <summary>The standard output of a command, kept for its successors.</summary>
/// <param name="Bytes">Its first bytes, at most <see cref="MostKept"/>.</param>
/// <param name="Size">How many bytes it had, including those that were not kept.</param>
public readonly record struct CapturedOutput(ReadOnlyMemory<byte> Bytes, long Size)
{
    /// <summary>The limit of what is kept: no system passes more to a command.</summary>
    public const int MostKept = 2 * 1024 * 1024;

    /// <summary>False when bytes are missing.</summary>
    public bool IsWhole => Size == Bytes.Length;

    /// <summary>The output as a shell's <c>$(...)</c> would give it, except that only one trailing line break is removed.</summary>
    public ReadOnlyMemory<byte> WithoutLastLineBreak => Bytes.Span switch
    {
        [.., (byte)'\r', (byte)'\n'] => Bytes[..^2],
        [.., (byte)'\n'] => Bytes[..^1],
        _ => Bytes,
    };
}
