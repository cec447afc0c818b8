using System.Buffers;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Makes whole, harmless lines of the pieces in which one task's output comes.</summary>
/// <param name="style">Where lines go and how they look.</param>
/// <param name="prefix">What each line begins with.</param>
internal sealed class LineWriter(LineStyle style, byte[] prefix)
{
    private readonly LineBuffer?[] _rests = new LineBuffer?[3]; // by channel

    public void Add(OutputChannel channel, ReadOnlySpan<byte> bytes)
    {
        var rest = _rests[(int)channel] ??= new();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            if (end >= 0 && rest.IsEmpty)
            {
                Write(bytes[..end]);
                bytes = bytes[(end + 1)..];
                continue;
            }

            var piece = end < 0 ? bytes : bytes[..end];
            var taken = rest.Add(piece);
            bytes = bytes[taken..];
            if (taken < piece.Length)
            {
                Flush(rest);
            }
            else if (end >= 0)
            {
                Flush(rest);
                bytes = bytes[1..];
            }
        }
    }

    /// <summary>Nothing more comes: what is left without a line end is written as a line.</summary>
    public void End()
    {
        foreach (var rest in _rests)
        {
            if (rest is { IsEmpty: false })
            {
                Flush(rest);
            }
        }
    }

    private void Flush(LineBuffer rest)
    {
        Write(rest.Bytes);
        rest.Clear();
    }

    private void Write(ReadOnlySpan<byte> line)
    {
        if (line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        style.Target.Write(prefix);
        SafeText.Write(style.Target, style.Ci.Defuse(line) ?? line, style.KeepColours);
        style.Target.Write("\n"u8);
    }
}
