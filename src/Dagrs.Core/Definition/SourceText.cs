using System.Text;

namespace Dagrs.Core.Definition;

/// <summary>A file's text and the name that people know it by. Thread-safe.</summary>
/// <param name="path">The path as the user gave it; <c>-</c> for standard input.</param>
/// <param name="bytes">The text in UTF-8.</param>
public sealed class SourceText(string path, ReadOnlyMemory<byte> bytes)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private List<int>? _lineStarts; // made when the first problem quotes a line; a good file never pays for it

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; } = path;

    /// <summary>The text in UTF-8, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;

    /// <summary>A line without its end; what is not UTF-8 in it becomes U+FFFD. Empty when there is no such line.</summary>
    /// <param name="number">The line, from 1.</param>
    public string Line(int number)
    {
        var starts = _lineStarts ??= FindLineStarts(Bytes.Span);
        if (number < 1 || number > starts.Count)
        {
            return "";
        }

        var rest = Bytes.Span[starts[number - 1]..];
        var length = rest.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(length < 0 ? rest : rest[..length]).TrimEnd('\r');
    }

    private static List<int> FindLineStarts(ReadOnlySpan<byte> text)
    {
        List<int> starts = [0];
        for (int next; (next = text[starts[^1]..].IndexOf((byte)'\n')) >= 0;)
        {
            starts.Add(starts[^1] + next + 1);
        }

        return starts;
    }
}
