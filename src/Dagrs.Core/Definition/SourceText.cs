using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A file's text and the name that people know it by. Thread-safe.</summary>
/// <param name="path">The path as the user gave it; <c>-</c> for standard input.</param>
/// <param name="bytes">The text in UTF-8.</param>
public sealed class SourceText(string path, ReadOnlyMemory<byte> bytes)
{
    private const int LongestLine = 256 * 1024; // a longer one is never worth quoting, and quoting it often would take for ever
    private const int LinesPerMark = 1024;

    // Those of YAML 1.2: LF, CR, CR LF. NEL, LS and PS, which ended lines in YAML 1.1, are characters like any other.
    private static readonly char[] LineEnds = ['\n', '\r'];
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private List<int>? _marks; // where each 1024th line starts; made when the first problem quotes a line, a good file never pays for it

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; } = path;

    /// <summary>The text in UTF-8, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;

    /// <summary>
    /// A line without its end; what is not UTF-8 in it becomes U+FFFD. Empty when there is no such line or when it is longer
    /// than 256 KiB.
    /// </summary>
    /// <param name="number">The line, from 1.</param>
    public string Line(int number)
    {
        var marks = _marks ??= FindMarks(Bytes.Span);
        var mark = (number - 1) / LinesPerMark;
        if (number < 1 || mark >= marks.Count)
        {
            return "";
        }

        var rest = Bytes.Span[marks[mark]..];
        for (var before = (number - 1) % LinesPerMark; before > 0; before--)
        {
            rest = rest[LengthWithEnd(rest)..];
        }

        var line = rest[..LengthWithEnd(rest)];
        return line.Length <= LongestLine ? Encoding.UTF8.GetString(line).TrimEnd(LineEnds) : "";
    }

    /// <summary>The place with an end that lies on its line, after its beginning: what goes on in the next line is cut off.</summary>
    public Place Fit(Place place) => place.IsKnown
        ? place with { EndColumn = Math.Clamp(place.EndColumn, place.Column + 1, Math.Max(place.Column, Line(place.Line).Length) + 1) }
        : place;

    private static List<int> FindMarks(ReadOnlySpan<byte> text)
    {
        List<int> marks = [0];
        var at = 0;
        for (var line = 1; at < text.Length; line++)
        {
            at += LengthWithEnd(text[at..]);
            if (line % LinesPerMark == 0)
            {
                marks.Add(at);
            }
        }

        return marks;
    }

    private static int LengthWithEnd(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 ? text.Length : end + (text[end..] is [(byte)'\r', (byte)'\n', ..] ? 2 : 1);
    }
}
