using System.Buffers;

namespace Dagrs.Core.Yaml;

/// <content>Texts: plain, in quotes, and literal blocks.</content>
internal sealed partial class SimpleScan
{
    private static readonly SearchValues<byte> EndOfPlain = SearchValues.Create("\n\t:#"u8);
    private static readonly SearchValues<byte> EndOfPlainInFlow = SearchValues.Create("\n\t:#,[]{}"u8);
    private static readonly SearchValues<byte> NotFirst = SearchValues.Create(" \n\t-?:,[]{}#&*!|>'\"%@`"u8);
    private static readonly SearchValues<byte> EndOfDoubleQuoted = SearchValues.Create("\n\t\"\\"u8);
    private static readonly SearchValues<byte> EndOfSingleQuoted = SearchValues.Create("\n\t'"u8);

    private bool Scalar(bool isFlow, out SimplePart scalar)
    {
        scalar = default;
        return !IsAtEnd && Text[_at] switch
        {
            (byte)'"' => DoubleQuoted(out scalar),
            (byte)'\'' => SingleQuoted(out scalar),
            _ => Plain(isFlow, out scalar),
        };
    }

    private bool Plain(bool isFlow, out SimplePart scalar)
    {
        scalar = default;
        var text = Text;
        var start = _at;
        if (NotFirst.Contains(text[start]) && !(text[start] == '-' && start + 1 < text.Length && (char.IsAsciiLetterOrDigit((char)text[start + 1]) || text[start + 1] is (byte)'-' or (byte)'/' or (byte)'.')))
        {
            return false;
        }

        var end = start;
        while (true)
        {
            var length = text[end..].IndexOfAny(isFlow ? EndOfPlainInFlow : EndOfPlain);
            end = length < 0 ? text.Length : end + length;
            if (end == text.Length || text[end] is (byte)'\n' or (byte)',' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' || (text[end] == '#' && text[end - 1] == ' '))
            {
                break;
            }

            if (text[end] == '\t')
            {
                return false;
            }

            if (text[end] == ':')
            {
                if (end + 1 == text.Length || text[end + 1] is (byte)' ' or (byte)'\n')
                {
                    break;
                }

                if (text[end + 1] == '\t' || (isFlow && text[end + 1] is (byte)',' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}'))
                {
                    return false;
                }
            }

            end++;
        }

        var isKey = end < text.Length && text[end] == ':';
        var last = start + text[start..end].TrimEnd((byte)' ').Length;
        if (isKey && (last != end || text[start..end].Contains((byte)'*')))
        {
            return false;
        }

        var begin = Here;
        _at = last;
        scalar = new(SimplePartKind.Scalar, begin, Here) { From = start, To = last };
        return true;
    }

    private bool DoubleQuoted(out SimplePart scalar)
    {
        scalar = default;
        var text = Text;
        var isEscaped = false;
        var end = _at + 1;
        while (true)
        {
            var length = text[end..].IndexOfAny(EndOfDoubleQuoted);
            if (length < 0 || text[end += length] is (byte)'\n' or (byte)'\t')
            {
                return false;
            }

            if (text[end] == '"')
            {
                break;
            }

            if (end + 1 == text.Length || text[end + 1] is not ((byte)'"' or (byte)'\\' or (byte)'n' or (byte)'t'))
            {
                return false;
            }

            isEscaped = true;
            end += 2;
        }

        scalar = Quoted(end, isEscaped ? SimpleStyle.DoubleQuotedEscaped : SimpleStyle.DoubleQuoted);
        return true;
    }

    private bool SingleQuoted(out SimplePart scalar)
    {
        scalar = default;
        var text = Text;
        var isEscaped = false;
        var end = _at + 1;
        while (true)
        {
            var length = text[end..].IndexOfAny(EndOfSingleQuoted);
            if (length < 0 || text[end += length] != '\'')
            {
                return false;
            }

            if (end + 1 == text.Length || text[end + 1] != '\'')
            {
                break;
            }

            isEscaped = true;
            end += 2;
        }

        scalar = Quoted(end, isEscaped ? SimpleStyle.SingleQuotedEscaped : SimpleStyle.SingleQuoted);
        return true;
    }

    private SimplePart Quoted(int end, SimpleStyle style)
    {
        var (start, from) = (Here, _at + 1);
        _at = end + 1;
        return new(SimplePartKind.Scalar, start, Here) { From = from, To = end, Style = style };
    }

    // Its first line says how far it is indented; it ends where a line is less.
    private bool Literal(int indent)
    {
        var text = Text;
        var start = Here;
        _at++;
        var isStripped = _at < text.Length && text[_at] == '-';
        _at += isStripped ? 1 : 0;
        SkipSpaces();
        if (IsAtEnd || text[_at] != '\n')
        {
            return false;
        }

        NextLine();
        var from = _at;
        SkipSpaces();
        var own = Indent;
        if (own <= indent || IsAtEnd || text[_at] is (byte)'\n' or (byte)'\t')
        {
            return false;
        }

        _at = from;
        var to = from;
        while (!IsAtEnd)
        {
            var rest = text[_at..];
            var length = rest.IndexOf((byte)'\n') is >= 0 and var found ? found : rest.Length;
            var spaces = rest[..length].IndexOfAnyExcept((byte)' ') is >= 0 and var first ? first : length;
            if (spaces < own && spaces < length)
            {
                break; // a tab there is refused by whoever comes next
            }

            to = length > own ? _at + length : to;
            _at += length;
            if (!IsAtEnd)
            {
                NextLine();
            }
            else if (length <= own)
            {
                return false; // spaces without a line: rare, and hard to get right
            }
        }

        return Go(
            new(SimplePartKind.Scalar, start, Here) { From = from, To = to, Style = isStripped || to == text.Length ? SimpleStyle.LiteralStripped : SimpleStyle.Literal, Indent = own },
            StepOfLevel());
    }
}
