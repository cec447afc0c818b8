using System.Buffers;
using System.Text;

namespace Dagrs.Core.Reporting;

/// <summary>The last lines that a task wrote. Whatever comes, it keeps little and looks at little more than what it keeps.</summary>
/// <param name="lines">How many.</param>
internal sealed class OutputTail(int lines)
{
    private const int LongestLine = 500; // characters: more drowns the rest of the screen
    private const int MostBytes = 4 * LongestLine; // so many of its beginning and of its end

    private readonly Queue<byte[]> _last = new();

    /// <summary>Takes whole lines.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        text = text[LastLines(text)..];
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            _last.Enqueue(line.Length <= 2 * MostBytes ? line.ToArray() : [.. line[..MostBytes], .. " ... "u8, .. line[^MostBytes..]]);
            if (_last.Count > lines)
            {
                _last.Dequeue();
            }
        }
    }

    public void Clear() => _last.Clear();

    /// <summary>The last lines, made harmless, long ones cut in the middle.</summary>
    public IReadOnlyList<string> Lines() => [.. _last.Select(Harmless)];

    private static string Harmless(byte[] line)
    {
        var safe = new ArrayBufferWriter<byte>();
        SafeText.Write(safe, line.AsSpan().TrimEnd((byte)'\r'), keepColours: false);
        var text = Encoding.UTF8.GetString(safe.WrittenSpan);
        return text.Length <= LongestLine ? text : $"{text[..(LongestLine / 2)]} ... {text[^(LongestLine / 2)..]}";
    }

    // Where the last lines begin, found from the end.
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
