using System.Buffers;
using System.Text;

namespace Dagrs.Core.Reporting;

/// <summary>Writes one task's whole lines, made harmless.</summary>
internal sealed class LineWriter
{
    private const int LongLine = 16 * 1024; // a longer one is written in parts, so that no buffer grows to its size

    private readonly LineStyle _style;
    private readonly byte[] _prefix;
    private ArrayBufferWriter<byte> _safe = new();

    /// <param name="style">Where lines go and how they look.</param>
    /// <param name="prefix">What each line begins with.</param>
    public LineWriter(LineStyle style, string prefix)
    {
        _style = style;
        _prefix = Encoding.UTF8.GetBytes(style.Ci.Defuse(prefix));
    }

    public void Write(ReadOnlySpan<byte> lines)
    {
        var isPlain = SafeText.IsPlain(lines);
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            var line = lines[..end].TrimEnd((byte)'\r');
            lines = lines[(end + 1)..];
            if (isPlain || SafeText.IsPlain(line))
            {
                WriteDefused(line);
            }
            else
            {
                WriteSafe(line);
            }
        }
    }

    private void WriteSafe(ReadOnlySpan<byte> line)
    {
        SafeText.Write(_safe, line, _style.KeepColours);
        WriteDefused(_safe.WrittenSpan);
        if (_safe.Capacity > LongLine)
        {
            _safe = new();
        }

        _safe.ResetWrittenCount();
    }

    // Last, because what SafeText takes away may have stood in the middle of an order.
    private void WriteDefused(ReadOnlySpan<byte> line) => WriteLine(_style.Ci.Defuse(line) ?? line);

    private void WriteLine(ReadOnlySpan<byte> line)
    {
        var length = _prefix.Length + line.Length + 1;
        if (length > LongLine)
        {
            _style.Target.Write(_prefix);
            _style.Target.Write(line);
            _style.Target.Write("\n"u8);
            return;
        }

        var target = _style.Target.GetSpan(length);
        _prefix.CopyTo(target);
        line.CopyTo(target[_prefix.Length..]);
        target[length - 1] = (byte)'\n';
        _style.Target.Advance(length);
    }
}
