namespace Dagrs.Core.Yaml;

/// <summary>Tracks open quotes and brackets from line to line, and their errors. It uses keys only as a sign that something was left open.</summary>
internal sealed class OpenMarks
{
    private readonly List<TextMark> _brackets = [];
    private TextMark _quote; // open when its line is set
    private bool _holdsKeys; // true when a line within the open quote looks like a key
    private int _indent; // of the key or item that the outermost bracket belongs to

    /// <summary>True when the next line continues within a quote or a bracket.</summary>
    public bool IsInside => _quote.Line > 0 || _brackets.Count > 0;

    /// <summary>A quote that is never closed, or only by one that was meant to open another text.</summary>
    public TextMark? OpenQuote { get; private set; }

    /// <summary>A bracket that is not closed, or closed by one of the wrong kind.</summary>
    public TextMark? OpenBracket { get; private set; }

    /// <summary>What comes after a closing quote; the character is the quote.</summary>
    public TextMark? AfterQuote { get; private set; }

    /// <summary>A value begins with a quote.</summary>
    public void ReadQuoted(LineText line, int at)
    {
        var close = line.Close(at + 1, line[at]);
        if (close < 0)
        {
            (_quote, _holdsKeys) = (line.Mark(at), false);
            return;
        }

        NoteAfter(line, line[at], close + 1);
    }

    /// <summary>A value begins with a bracket.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="at">Where.</param>
    /// <param name="indent">The indentation of the key or item whose value it is.</param>
    public void ReadBrackets(LineText line, int at, int indent)
    {
        _indent = indent;
        ReadInBrackets(line, at);
    }

    /// <summary>Reads the next line, when it begins inside.</summary>
    public void ReadOn(LineText line)
    {
        if (_quote.Line > 0)
        {
            ReadOnInQuote(line);
        }
        else if (line.Indent <= _indent && line.LooksLikeKey)
        {
            OpenBracket ??= _brackets[^1];
            _brackets.Clear();
        }
        else
        {
            ReadInBrackets(line, 0);
        }
    }

    /// <summary>Ends the text.</summary>
    public void End()
    {
        OpenQuote ??= _quote.Line > 0 ? _quote : null;
        OpenBracket ??= _brackets.Count > 0 ? _brackets[^1] : null;
    }

    private void ReadOnInQuote(LineText line)
    {
        var close = line.Close(0, _quote.Character);
        if (close < 0)
        {
            _holdsKeys |= line.LooksLikeKey;
            return;
        }

        var quote = _quote;
        _quote = default;
        var next = line.SkipBlanks(close + 1);
        if (next < line.Length && line[next] is not (',' or ']' or '}' or ':') && !line.IsComment(next) && (_holdsKeys || line.LooksLikeKey))
        {
            OpenQuote ??= quote;
        }

        if (_brackets.Count > 0)
        {
            ReadInBrackets(line, close + 1);
        }
        else
        {
            NoteAfter(line, quote.Character, close + 1);
        }
    }

    private void NoteAfter(LineText line, char quote, int at)
    {
        var next = line.SkipBlanks(at);
        if (next < line.Length && !line.IsComment(next) && !line.IsColon(next))
        {
            AfterQuote = new(quote, line.Number, next + 1);
        }
    }

    private void ReadInBrackets(LineText line, int at)
    {
        for (var i = at; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"' or '\'' when line.IsBeginning(i):
                    i = ReadQuotedInBrackets(line, i);
                    break;
                case '[' or '{':
                    _brackets.Add(line.Mark(i));
                    break;
                case ']' or '}' when _brackets.Count > 0:
                    Close(line[i]);
                    if (_brackets.Count == 0)
                    {
                        return;
                    }

                    break;
                case '#' when line.IsComment(i):
                    return;
            }
        }
    }

    private int ReadQuotedInBrackets(LineText line, int at)
    {
        var close = line.Close(at + 1, line[at]);
        if (close < 0)
        {
            (_quote, _holdsKeys) = (line.Mark(at), false);
            return line.Length;
        }

        var next = line.SkipBlanks(close + 1);
        if (next < line.Length && line[next] is not (',' or ']' or '}' or ':' or '"' or '\''))
        {
            AfterQuote = new(line[at], line.Number, next + 1);
        }

        return close;
    }

    private void Close(char bracket)
    {
        if (_brackets[^1].Character != (bracket == ']' ? '[' : '{'))
        {
            OpenBracket ??= _brackets[^1];
        }

        _brackets.RemoveAt(_brackets.Count - 1);
    }
}
