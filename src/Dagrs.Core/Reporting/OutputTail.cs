using System.Buffers;
using System.Text;

namespace Dagrs.Core.Reporting;

/// <summary>The last lines that a task wrote. Whatever comes, it keeps little and looks at little more than what it keeps.</summary>
/// <param name="lines">How many.</param>
internal sealed class OutputTail(int lines)
{
    private const int MostBytes = 64 * 1024;
    private const int LongestLine = 500; // characters: more drowns the rest of the screen

    private byte[] _bytes = [];
    private int _count;

    public void Add(ReadOnlySpan<byte> text)
    {
        if (LastLines(text) is > 0 and var start)
        {
            text = text[start..];
            _count = 0;
        }

        if (_count + text.Length > _bytes.Length)
        {
            MakeRoom(text.Length);
        }

        text.CopyTo(_bytes.AsSpan(_count));
        _count += text.Length;
    }

    public void Clear() => _count = 0;

    /// <summary>The last lines, made harmless.</summary>
    public IReadOnlyList<string> Lines()
    {
        ReadOnlySpan<byte> text = _bytes.AsSpan(0, _count);
        text = text[LastLines(text)..];
        var last = new List<string>();
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            last.Add(Harmless(end < 0 ? text : text[..end]));
            text = end < 0 ? default : text[(end + 1)..];
        }

        return last;
    }

    private static string Harmless(ReadOnlySpan<byte> line)
    {
        var safe = new ArrayBufferWriter<byte>();
        SafeText.Write(safe, line.TrimEnd((byte)'\r'), keepColours: false);
        var text = Encoding.UTF8.GetString(safe.WrittenSpan);
        return text.Length <= LongestLine ? text : $"{text[..(LongestLine / 2)]} ... {text[^(LongestLine / 2)..]}";
    }

    private void MakeRoom(int more)
    {
        var kept = _bytes.AsSpan(0, _count);
        kept = kept[LastLines(kept)..];
        var room = kept.Length + more <= _bytes.Length / 2 ? _bytes : new byte[Math.Max(1024, 2 * (kept.Length + more))];
        kept.CopyTo(room);
        (_bytes, _count) = (room, kept.Length);
    }

    // Where the last lines begin.
    private int LastLines(ReadOnlySpan<byte> text)
    {
        var start = Math.Max(0, text.Length - MostBytes);
        var end = text is [.., (byte)'\n'] ? text.Length - 1 : text.Length;
        for (var line = 0; line < lines; line++)
        {
            var at = end <= start ? -1 : text[start..end].LastIndexOf((byte)'\n');
            if (at < 0)
            {
                return start;
            }

            end = start + at;
        }

        return end + 1;
    }
}
