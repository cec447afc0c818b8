using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Maps characters of a scalar's value to places in its file. Exact on a single line and in a literal block; otherwise the place of the scalar.
/// </summary>
internal static class ScalarPlace
{
    /// <summary>Where the value begins: after the quote, or on the line after the <c>|</c>.</summary>
    public static Place Start(Scalar scalar, SourceText source)
    {
        var whole = EventCursor.PlaceOf(scalar);
        if (scalar.Style == ScalarStyle.Literal || !scalar.Anchor.IsEmpty)
        {
            return Of(scalar, source, 0, scalar.Value.Length);
        }

        var isQuoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        return isQuoted ? whole with { Column = whole.Column + 1, EndColumn = Math.Max(whole.Column + 2, whole.EndColumn == int.MaxValue ? int.MaxValue : whole.EndColumn - 1) } : whole;
    }

    /// <summary>The place of a part of the value.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="source">The file.</param>
    /// <param name="at">The first character of the part, from 0.</param>
    /// <param name="length">Its length in characters.</param>
    public static Place Of(Scalar scalar, SourceText source, int at, int length)
    {
        var whole = EventCursor.PlaceOf(scalar);
        if (scalar.Style == ScalarStyle.Literal)
        {
            return InBlock(scalar.Value, source, whole, at, length) ?? whole;
        }

        if (scalar.Start.Line != scalar.End.Line)
        {
            return whole;
        }

        var line = source.Line(whole.Line);
        var start = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => InQuotes(line, whole.Column - 1, at, '\''),
            ScalarStyle.DoubleQuoted => InQuotes(line, whole.Column - 1, at, '"'),
            ScalarStyle.Plain when whole.Column <= line.Length => line.IndexOf(scalar.Value, whole.Column - 1, StringComparison.Ordinal) is >= 0 and var begin ? begin + at : -1,
            _ => -1,
        };
        return start < 0 ? whole : new(whole.Line, start + 1, start + 1 + Math.Max(1, length));
    }

    private static Place? InBlock(string value, SourceText source, Place whole, int at, int length)
    {
        var before = value.AsSpan(0, Math.Min(at, value.Length));
        var lineStart = before.LastIndexOf('\n') + 1;
        var lineEnd = value.IndexOf('\n', lineStart) is >= 0 and var end ? end : value.Length;
        var line = whole.Line + 1 + before.Count('\n');
        var text = source.Line(line);
        var indent = text.Length - (lineEnd - lineStart);
        return indent >= 0 && text.AsSpan(indent).SequenceEqual(value.AsSpan(lineStart, lineEnd - lineStart))
            ? new(line, indent + at - lineStart + 1, indent + Math.Min(at - lineStart + Math.Max(1, length), lineEnd - lineStart) + 1)
            : null;
    }

    // '' and escapes are several characters in the file, but one in the value.
    private static int InQuotes(string line, int from, int at, char quote)
    {
        var i = from < line.Length ? line.IndexOf(quote, from) + 1 : 0;
        if (i == 0)
        {
            return -1;
        }

        for (; at > 0 && i < line.Length; at--)
        {
            i += line.AsSpan(i) switch
            {
                ['\'', '\'', ..] when quote == '\'' => 2,
                ['\\', var escape, ..] when quote == '"' => 2 + (escape switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 }),
                _ => 1,
            };
        }

        return i < line.Length ? i : -1;
    }
}
