using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A file's text and its display name. Thread-safe.</summary>
/// <param name="path">The path as the user gave it; <c>-</c> for standard input.</param>
/// <param name="bytes">The text in UTF-8.</param>
public sealed class SourceText(string path, ReadOnlyMemory<byte> bytes)
{
    private const int LongestLine = 256 * 1024; // longer lines are not worth quoting, and quoting one often would take too long
    private const int LinesPerMark = 1024;

    // Those of YAML 1.2: LF, CR, CR LF. NEL, LS and PS, which ended lines in YAML 1.1, are ordinary characters.
    private static readonly char[] LineEnds = ['\n', '\r'];
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private List<int>? _marks; // the start of each 1024th line; built when the first problem quotes a line, so a valid file does not pay for it

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; } = path;

    /// <summary>The text in UTF-8, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;

    /// <summary>
    /// A line without its end; invalid UTF-8 becomes U+FFFD. Empty when there is no such line or when it is longer than 256 KiB.
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

    /// <summary>The position, limited to its first line: the part on the following lines is cut off.</summary>
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
