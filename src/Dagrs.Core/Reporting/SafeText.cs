using System.Buffers;
using System.Text;

namespace Dagrs.Core.Reporting;

/// <summary>
/// Sanitises a line of a task's output: bytes that are not UTF-8 become U+FFFD; control sequences, which could move the
/// cursor or overwrite the output of other tasks, are removed. Colours may stay; they are reset at the end of the line.
/// </summary>
internal static class SafeText
{
    private const byte Escape = 0x1b;

    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        "\t !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    private static readonly SearchValues<byte> PlainOrLineEnd = SearchValues.Create(
        "\n\t !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>True when there is only printable ASCII and line ends, so that nothing has to be done.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> lines) => !lines.ContainsAnyExcept(PlainOrLineEnd);

    /// <summary>The final text of a line that was overwritten after carriage returns.</summary>
    public static ReadOnlySpan<byte> LastState(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\r');
        return line[(line.LastIndexOf((byte)'\r') + 1)..];
    }

    /// <summary>Writes a line, sanitised, without its line end.</summary>
    public static void Write(IBufferWriter<byte> target, ReadOnlySpan<byte> line, bool keepColours)
    {
        var coloured = false;
        Span<byte> encoded = stackalloc byte[4];
        while (!line.IsEmpty)
        {
            if (line[0] == Escape)
            {
                var length = SequenceLength(line);
                if (keepColours && IsColour(line[..length]))
                {
                    target.Write(line[..length]);
                    coloured = true;
                }

                line = line[length..];
                continue;
            }

            var plain = line.IndexOfAnyExcept(Plain);
            if (plain != 0)
            {
                target.Write(plain < 0 ? line : line[..plain]);
                line = plain < 0 ? default : line[plain..];
                continue;
            }

            Rune.DecodeFromUtf8(line, out var rune, out var taken);
            if (!Rune.IsControl(rune))
            {
                target.Write(encoded[..rune.EncodeToUtf8(encoded)]);
            }
            else if (rune.Value is '\r' or '\f' or '\v')
            {
                target.Write(" "u8);
            }

            line = line[taken..];
        }

        if (coloured)
        {
            target.Write("\e[0m"u8);
        }
    }

    /// <summary>A line as text without control sequences; bytes that are not UTF-8 become U+FFFD, other control characters stay.</summary>
    public static string WithoutSequences(ReadOnlySpan<byte> line)
    {
        if (!line.Contains(Escape))
        {
            return Encoding.UTF8.GetString(line);
        }

        var kept = new byte[line.Length];
        var length = 0;
        while (!line.IsEmpty)
        {
            var plain = line.IndexOf(Escape) is >= 0 and var escape ? line[..escape] : line;
            plain.CopyTo(kept.AsSpan(length));
            length += plain.Length;
            line = line[plain.Length..];
            line = line.IsEmpty ? line : line[SequenceLength(line)..];
        }

        return Encoding.UTF8.GetString(kept.AsSpan(0, length));
    }

    // ESC [ parameters and a final byte; ESC ] text up to BEL or ESC \ (also ESC P, X, ^, _); any other: ESC, intermediate bytes and a final byte
    // (ECMA-48). An incomplete one ends where it breaks off, so that it swallows no text.
    private static int SequenceLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
        {
            return text.Length;
        }

        switch (text[1])
        {
            case (byte)'[':
                var parameters = text[2..].IndexOfAnyExceptInRange((byte)0x20, (byte)0x3f);
                return parameters < 0 ? text.Length : 2 + parameters + (text[2 + parameters] is >= 0x40 and <= 0x7e ? 1 : 0);
            case (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_':
                var end = text[2..].IndexOfAny((byte)0x07, Escape);
                return end < 0 ? text.Length : 2 + end + (text[(2 + end)..] is [0x07, ..] ? 1 : text[(2 + end)..] is [Escape, (byte)'\\', ..] ? 2 : 0);
            default:
                var last = text[1..].IndexOfAnyExceptInRange((byte)0x20, (byte)0x2f);
                return last < 0 ? text.Length : 1 + last + (text[1 + last] is >= 0x30 and <= 0x7e ? 1 : 0);
        }
    }

    private static bool IsColour(ReadOnlySpan<byte> sequence) =>
        sequence is [Escape, (byte)'[', .., (byte)'m'] && !sequence[2..^1].ContainsAnyExceptInRange((byte)'0', (byte)';');
}
