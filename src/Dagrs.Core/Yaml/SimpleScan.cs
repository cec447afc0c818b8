using System.Text;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Scans the part of YAML that nearly all task files are written in: block mappings and lists, flow ones, texts on one line and literal blocks. Whatever else it
/// meets (anchors, tags, tabs, texts of several lines, directives, mistakes) it refuses, and says nothing of it. It makes no text and no object. Not thread-safe.
/// </summary>
/// <param name="utf8">The text, which is UTF-8 without a NUL.</param>
internal sealed partial class SimpleScan(ReadOnlyMemory<byte> utf8)
{
    private const int Deepest = 50;
    private const int LongestKey = 500; // bytes; the parser takes 1,024 characters
    private const int LongestPart = 1024 * 1024; // bytes: well below what BoundedReader lets through

    private readonly SimpleLevel[] _levels = new SimpleLevel[Deepest];
    private readonly bool _isAscii = Ascii.IsValid(utf8.Span);
    private int _depth;
    private Step _step;
    private bool _isAtToken; // what comes next begins here, and need not be looked for
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _counted; // up to here the characters of the line are counted
    private int _characters;
    private int _lastPart; // where the part before began

    /// <summary>What was found last.</summary>
    public SimplePart Part { get; private set; }

    /// <summary>True when all of a text can be scanned. Then the events of YAML's whole grammar are the same as those of this.</summary>
    public static bool Takes(ReadOnlyMemory<byte> utf8)
    {
        var text = utf8.Span;
        if (text.Contains((byte)'\r') || text.StartsWith(Encoding.UTF8.Preamble) || StandIns.AreNeededFor(text))
        {
            return false;
        }

        var scan = new SimpleScan(utf8);
        while (scan.Next())
        {
            if (scan.Part.Kind == SimplePartKind.StreamEnd)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the next part; false when the text goes on in a way that this does not know.</summary>
    public bool Next()
    {
        var isKnown = _step switch
        {
            Step.Stream => Go(new(SimplePartKind.StreamStart, Here, Here), Step.Document),
            Step.Document => Document(),
            Step.Root => Root(),
            Step.Key => Key(),
            Step.Value => Value(),
            Step.Entry => Entry(),
            Step.FirstOfFlow => FirstOfFlow(),
            Step.NextOfFlow => NextOfFlow(),
            Step.ValueOfFlow => ValueOfFlow(),
            Step.DocumentEnd => Go(new(SimplePartKind.DocumentEnd, Here, Here), Step.StreamEnd),
            Step.StreamEnd => Go(new(SimplePartKind.StreamEnd, Here, Here), Step.Over),
            _ => false,
        };
        isKnown = isKnown && _at - _lastPart < LongestPart;
        _lastPart = _at;
        return isKnown;
    }

    private ReadOnlySpan<byte> Text => utf8.Span;

    private bool IsAtEnd => _at == utf8.Length;

    private int Indent => _at - _lineStart;

    private SimpleMark Here => MarkAt(_at);

    // YAML counts UTF-16.
    private SimpleMark MarkAt(int at)
    {
        if (_isAscii)
        {
            return new(_line, at - _lineStart + 1);
        }

        if (at < _counted)
        {
            (_counted, _characters) = (_lineStart, 0);
        }

        _characters += Encoding.UTF8.GetCharCount(Text[_counted..at]);
        _counted = at;
        return new(_line, _characters + 1);
    }

    private bool Go(SimplePart part, Step step)
    {
        (Part, _step) = (part, step);
        return true;
    }

    private bool Document() => SkipToToken() && !IsAtEnd && Go(new(SimplePartKind.DocumentStart, Here, Here), Step.Root);

    private bool Open(SimplePartKind kind, SimpleLevel level, Step step)
    {
        if (_depth == Deepest)
        {
            return false;
        }

        _levels[_depth++] = level;
        _isAtToken = !level.IsFlow;
        var start = Here;
        _at += level.IsFlow ? 1 : 0;
        return Go(new(kind, start, start) { IsFlow = level.IsFlow }, step);
    }

    private bool Close(SimplePartKind kind, SimpleMark mark)
    {
        _depth--;
        return Go(new(kind, mark, mark), StepOfLevel());
    }

    private Step StepOfLevel() => _depth == 0 ? Step.DocumentEnd : _levels[_depth - 1] switch
    {
        { IsFlow: true } => Step.NextOfFlow,
        { IsMapping: true } => Step.Key,
        _ => Step.Entry,
    };

    private bool CloseBlock(SimplePartKind kind, int indent)
    {
        _isAtToken = true;
        return (IsAtEnd || _depth > 1) && Close(kind, IsAtEnd && Indent > 0 && Indent >= indent ? new(_line + 1, 1) : Here);
    }

    private bool IsColon(in SimplePart key) =>
        _at < utf8.Length && Text[_at] == ':' && key.To - key.From < LongestKey && (_at + 1 == utf8.Length || Text[_at + 1] is (byte)' ' or (byte)'\n');

    private bool IsEntry => Text[_at] == '-' && (_at + 1 == utf8.Length || Text[_at + 1] is (byte)' ' or (byte)'\n');

    private void SkipSpaces()
    {
        var text = Text;
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    // After a value in a block nothing may stand on the line but a comment.
    private bool IsRestEmpty()
    {
        var end = _at;
        SkipSpaces();
        return IsAtEnd || Text[_at] == '\n' || (Text[_at] == '#' && _at > end);
    }

    private bool SkipToToken()
    {
        var text = Text;
        while (true)
        {
            SkipSpaces();
            if (_at < text.Length && text[_at] == '#')
            {
                if (_at > _lineStart && text[_at - 1] != ' ')
                {
                    return false;
                }

                _at = text[_at..].IndexOf((byte)'\n') is >= 0 and var length ? _at + length : text.Length;
            }

            if (_at == text.Length)
            {
                return true;
            }

            if (text[_at] != '\n')
            {
                return text[_at] != '\t' && !(_at == _lineStart && (text[_at] == '%' || text[_at..].StartsWith("---"u8) || text[_at..].StartsWith("..."u8)));
            }

            NextLine();
        }
    }

    private void NextLine()
    {
        _at++;
        _line++;
        (_lineStart, _counted, _characters) = (_at, _at, 0);
    }

    /// <summary>What comes next.</summary>
    private enum Step
    {
        Stream,
        Document,
        Root,
        Key,
        Value,
        Entry,
        FirstOfFlow,
        NextOfFlow,
        ValueOfFlow,
        DocumentEnd,
        StreamEnd,
        Over,
    }
}
