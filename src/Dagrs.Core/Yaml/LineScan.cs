using System.Text;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Reads the lines of a text that is no YAML as a person would: which are keys, items or texts, where a quote or a bracket is left open. It guesses
/// where a parser has to give up, reads no further than it must, and judges nothing.
/// </summary>
internal sealed class LineScan
{
    private const int MostLinesAfter = 10_000; // looked through for the end of a quote or a bracket

    private readonly List<Entry> _entries = [];
    private readonly List<TextMark> _open = []; // brackets
    private readonly int _until;
    private string _line = "";
    private int _number;
    private TextMark _quote; // open, when it has a line
    private bool _holdsKeys; // true when a line within the open quote looks like a key
    private int _flowIndent; // of the line in which the outermost bracket was opened
    private Entry? _block;
    private int _blockIndent; // -1 before its first line

    private LineScan(int until) => _until = until;

    /// <summary>All up to the line asked for.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>A quote that is never closed, or only by one that was meant to open another text.</summary>
    public TextMark? OpenQuote { get; private set; }

    /// <summary>A bracket that is not closed, or closed by one of the other kind.</summary>
    public TextMark? OpenBracket { get; private set; }

    /// <summary>What stands behind a closing quote; the character is the quote.</summary>
    public TextMark? AfterQuote { get; private set; }

    /// <summary>Reads the text up to a line.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="until">The line at which the parser gave up.</param>
    public static LineScan Of(ReadOnlySpan<byte> utf8, int until)
    {
        var scan = new LineScan(until);
        while (utf8.Length > 0 && scan.WantsMore)
        {
            var end = utf8.IndexOfAny((byte)'\n', (byte)'\r');
            var line = end < 0 ? utf8 : utf8[..end];
            scan.Read(Encoding.UTF8.GetString(line));
            utf8 = end < 0 ? default : utf8[(end + (utf8[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }

        scan.End();
        return scan;
    }

    private bool WantsMore => _number < _until || ((_quote.Line > 0 || _open.Count > 0) && _number < _until + MostLinesAfter);

    private void End()
    {
        OpenQuote ??= _quote.Line > 0 ? _quote : null;
        OpenBracket ??= _open.Count > 0 ? _open[^1] : null;
    }

    private void Read(string line)
    {
        _number++;
        _line = line.TrimEnd();
        var indent = _line.Length - _line.AsSpan().TrimStart(' ').Length;
        if (_quote.Line > 0)
        {
            ReadOnInQuote();
        }
        else if (_open.Count > 0)
        {
            ReadOnInBrackets(indent);
        }
        else if (_line.Length > indent && !IsInBlock(indent, out var blockLine))
        {
            ReadLine(indent, blockLine);
        }
    }

    private bool IsInBlock(int indent, out int blockLine)
    {
        blockLine = 0;
        if (_block is null)
        {
            return false;
        }

        if (indent <= _block.Indent || indent < _blockIndent)
        {
            blockLine = indent > _block.Indent ? _block.Line : 0;
            _block = null;
            return false;
        }

        _blockIndent = _blockIndent < 0 ? indent : _blockIndent;
        return true;
    }

    private void ReadLine(int indent, int blockLine)
    {
        if (_line[indent] is '#' || (indent == 0 && (_line.StartsWith("---", StringComparison.Ordinal) || _line is "..." || _line[0] == '%')))
        {
            return;
        }

        var at = indent;
        while (_line[at] is '-' or '?' && (at + 1 == _line.Length || _line[at + 1] is ' ' or '\t'))
        {
            Add(new(EntryKind.Item, _number, at, _line[at..]) { Word = _line[at..(at + 1)], BlockLine = blockLine });
            at = SkipBlanks(at + 1);
            if (at == _line.Length)
            {
                return;
            }
        }

        var (word, valueAt) = Key(at);
        if (word is null)
        {
            Add(new(EntryKind.Text, _number, at, _line[at..]) { Word = KeySlip.FirstWord(_line[at..]), BlockLine = blockLine });
            ReadValue(at, _entries[^1]);
            return;
        }

        valueAt = SkipProperties(SkipBlanks(valueAt));
        var hasValue = valueAt < _line.Length && _line[valueAt] != '#';
        Add(new(EntryKind.Key, _number, at, _line[at..]) { Word = word, HasValue = hasValue, IsBlock = hasValue && _line[valueAt] is '|' or '>', BlockLine = blockLine });
        if (hasValue)
        {
            ReadValue(valueAt, _entries[^1]);
        }
    }

    private void Add(Entry entry)
    {
        if (_number <= _until)
        {
            _entries.Add(entry);
        }
    }

    /// <summary>The key that begins here and where its value does; null when there is no colon.</summary>
    private (string? Word, int ValueAt) Key(int at)
    {
        if (_line[at] is '"' or '\'')
        {
            var close = Close(_line, at + 1, _line[at]);
            var colon = close < 0 ? -1 : SkipBlanks(close + 1);
            return colon >= 0 && IsColon(colon) ? (_line[(at + 1)..close], colon + 1) : (null, 0);
        }

        for (var i = at; i < _line.Length && _line[i] is not ('[' or '{') && !IsComment(i); i++)
        {
            if (IsColon(i))
            {
                return (_line[at..i].TrimEnd(), i + 1);
            }
        }

        return (null, 0);
    }

    private void ReadValue(int at, Entry entry)
    {
        switch (_line[at])
        {
            case '|' or '>':
                (_block, _blockIndent) = (entry, -1);
                break;
            case '"' or '\'':
                ReadQuoted(at);
                break;
            case '[' or '{':
                _flowIndent = entry.Indent;
                ReadInBrackets(at);
                break;
        }
    }

    private void ReadQuoted(int at)
    {
        var close = Close(_line, at + 1, _line[at]);
        if (close < 0)
        {
            (_quote, _holdsKeys) = (new(_line[at], _number, at + 1), false);
            return;
        }

        NoteAfter(_line[at], close + 1);
    }

    private void ReadOnInQuote()
    {
        var close = Close(_line, 0, _quote.Character);
        if (close < 0)
        {
            _holdsKeys |= LooksLikeKey(_line);
            return;
        }

        var quote = _quote;
        _quote = default;
        var next = SkipBlanks(close + 1);
        if (next < _line.Length && _line[next] is not (',' or ']' or '}' or ':') && !IsComment(next) && (_holdsKeys || LooksLikeKey(_line)))
        {
            OpenQuote ??= quote;
        }

        if (_open.Count > 0)
        {
            ReadInBrackets(close + 1);
        }
        else
        {
            NoteAfter(quote.Character, close + 1);
        }
    }

    private void NoteAfter(char quote, int at)
    {
        var next = SkipBlanks(at);
        if (next < _line.Length && !IsComment(next) && !IsColon(next))
        {
            AfterQuote = new(quote, _number, next + 1);
        }
    }

    private void ReadOnInBrackets(int indent)
    {
        if (indent <= _flowIndent && LooksLikeKey(_line))
        {
            OpenBracket ??= _open[^1];
            _open.Clear();
            return;
        }

        ReadInBrackets(0);
    }

    private void ReadInBrackets(int at)
    {
        for (var i = at; i < _line.Length; i++)
        {
            switch (_line[i])
            {
                case '"' or '\'' when IsBeginning(i):
                    var close = Close(_line, i + 1, _line[i]);
                    if (close < 0)
                    {
                        (_quote, _holdsKeys) = (new(_line[i], _number, i + 1), false);
                        return;
                    }

                    var next = SkipBlanks(close + 1);
                    if (next < _line.Length && _line[next] is not (',' or ']' or '}' or ':' or '"' or '\''))
                    {
                        AfterQuote = new(_line[i], _number, next + 1);
                    }

                    i = close;
                    break;
                case '[' or '{':
                    _open.Add(new(_line[i], _number, i + 1));
                    break;
                case ']' or '}' when _open.Count > 0:
                    if (_open[^1].Character != (_line[i] == ']' ? '[' : '{'))
                    {
                        OpenBracket ??= _open[^1];
                    }

                    _open.RemoveAt(_open.Count - 1);
                    if (_open.Count == 0)
                    {
                        return;
                    }

                    break;
                case '#' when IsComment(i):
                    return;
            }
        }
    }

    // Inside a word of brackets a quote is a character like any other.
    private bool IsBeginning(int at) => _line.AsSpan(0, at).TrimEnd() is [] or [.., '[' or '{' or ',' or ':' or '?'];

    private bool IsColon(int at) => at < _line.Length && _line[at] == ':' && (at + 1 == _line.Length || _line[at + 1] is ' ' or '\t');

    private bool IsComment(int at) => _line[at] == '#' && (at == 0 || _line[at - 1] is ' ' or '\t');

    private int SkipBlanks(int at)
    {
        while (at < _line.Length && _line[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    // Anchors and tags.
    private int SkipProperties(int at)
    {
        while (at + 1 < _line.Length && _line[at] is '&' or '!' && _line.IndexOf(' ', at) is >= 0 and var blank)
        {
            at = SkipBlanks(blank);
        }

        return at;
    }

    private static int Close(string line, int from, char quote)
    {
        for (var i = from; i < line.Length; i++)
        {
            if (quote == '"' && line[i] == '\\')
            {
                i++;
            }
            else if (line[i] == quote)
            {
                if (quote == '"' || i + 1 == line.Length || line[i + 1] != quote)
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }

    private static bool LooksLikeKey(string line)
    {
        var text = line.AsSpan().TrimStart(" -");
        var length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] is '_' or '-' or '.'))
        {
            length++;
        }

        return length > 0 && length < text.Length && text[length] == ':' && (length + 1 == text.Length || text[length + 1] == ' ');
    }
}
