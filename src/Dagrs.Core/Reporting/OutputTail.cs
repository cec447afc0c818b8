using System.Buffers;
using System.Text;

namespace Dagrs.Core.Reporting;

/// <summary>The last lines of a task's output. Memory and work are bounded, however much arrives.</summary>
/// <param name="lines">How many.</param>
internal sealed class OutputTail(int lines)
{
    private const int LongestLine = 500; // characters: more drowns the rest of the screen
    private const int MostBytes = 4 * LongestLine; // each of its start and of its end

    private readonly byte[][] _last = new byte[lines][]; // a ring; its buffers are reused
    private readonly int[] _lengths = new int[lines];
    private int _next;
    private int _count;

    /// <summary>Takes whole lines.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        text = text[LastLines(text)..];
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            Keep(line);
        }
    }

    public void Clear() => _count = 0;

    /// <summary>The last lines, sanitised; long ones are cut in the middle.</summary>
    public IReadOnlyList<string> Lines()
    {
        var texts = new List<string>(_count);
        for (var i = _next - _count; i < _next; i++)
        {
            var slot = (i + lines) % lines;
            texts.Add(Harmless(_last[slot].AsSpan(0, _lengths[slot])));
        }

        return texts;
    }

    private void Keep(ReadOnlySpan<byte> line)
    {
        var isLong = line.Length > 2 * MostBytes;
        var length = isLong ? (2 * MostBytes) + Cut.Length : line.Length;
        if (_last[_next] is null || _last[_next].Length < length)
        {
            _last[_next] = new byte[length];
        }

        var kept = _last[_next].AsSpan(0, length);
        if (isLong)
        {
            line[..MostBytes].CopyTo(kept);
            Cut.CopyTo(kept[MostBytes..]);
            line[^MostBytes..].CopyTo(kept[^MostBytes..]);
        }
        else
        {
            line.CopyTo(kept);
        }

        _lengths[_next] = length;
        _next = (_next + 1) % lines;
        _count = Math.Min(_count + 1, lines);
    }

    private static ReadOnlySpan<byte> Cut => " ... "u8;

    private static string Harmless(ReadOnlySpan<byte> line)
    {
        var safe = new ArrayBufferWriter<byte>();
        SafeText.Write(safe, SafeText.LastState(line), keepColours: false);
        var text = Encoding.UTF8.GetString(safe.WrittenSpan);
        return text.Length <= LongestLine ? text : $"{text[..(LongestLine / 2)]} ... {text[^(LongestLine / 2)..]}";
    }

    // The start of the last lines, found from the end.
    private int LastLines(ReadOnlySpan<byte> text)
    {
        var end = text is [.., (byte)'\n'] ? text.Length - 1 : text.Length;
        for (var line = 0; line < lines; line++)
        {
            end = text[..end].LastIndexOf((byte)'\n');
            if (end < 0)
            {
                return 0;
            }
        }

        return end + 1;
    }
}
