using System.Text;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Reads the lines of a text that is not valid YAML as a person would: as keys, items or texts. It guesses where a parser has to give up, reads no
/// further than needed, and judges nothing.
/// </summary>
internal sealed class LineScan
{
    private const int MostLinesAfter = 10_000; // searched for the end of a quote or a bracket

    private readonly List<Entry> _entries = [];
    private readonly int _until;
    private LineText _line;
    private Entry? _block;
    private int _blockIndent; // -1 before its first line

    private LineScan(int until) => _until = until;

    /// <summary>All entries up to the given line.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Its quotes and brackets.</summary>
    public OpenMarks Marks { get; } = new();

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
            scan.Read(new(Encoding.UTF8.GetString(line).TrimEnd(), scan._line.Number + 1));
            utf8 = end < 0 ? default : utf8[(end + (utf8[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }

        scan.Marks.End();
        return scan;
    }

    private bool WantsMore => _line.Number < _until || (Marks.IsInside && _line.Number < _until + MostLinesAfter);

    private void Read(LineText line)
    {
        _line = line;
        var indent = line.Indent;
        if (Marks.IsInside)
        {
            Marks.ReadOn(line);
        }
        else if (line.Length > indent && !IsInBlock(indent, out var blockLine))
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
        if (_line[indent] is '#' || (indent == 0 && (_line.Text.StartsWith("---", StringComparison.Ordinal) || _line.Text.StartsWith("...", StringComparison.Ordinal) || _line[0] == '%')))
        {
            return;
        }

        var at = indent;
        while (_line.IsIndicator(at))
        {
            Add(new(EntryKind.Item, _line.Number, at, _line.Text[at..]) { Word = _line.Text[at..(at + 1)], BlockLine = blockLine });
            at = _line.SkipBlanks(at + 1);
            if (at == _line.Length)
            {
                return;
            }
        }

        var (word, valueAt) = Key(at);
        if (word is null)
        {
            var text = new Entry(EntryKind.Text, _line.Number, at, _line.Text[at..]) { Word = KeySlip.FirstWord(_line.Text[at..]), BlockLine = blockLine };
            Add(text);
            ReadValue(at, text);
            return;
        }

        valueAt = _line.SkipProperties(_line.SkipBlanks(valueAt));
        var hasValue = valueAt < _line.Length && _line[valueAt] != '#';
        var key = new Entry(EntryKind.Key, _line.Number, at, _line.Text[at..]) { Word = word, HasValue = hasValue, IsBlock = hasValue && _line[valueAt] is '|' or '>', BlockLine = blockLine };
        Add(key);
        if (hasValue)
        {
            ReadValue(valueAt, key);
        }
    }

    private void Add(Entry entry)
    {
        if (entry.Line <= _until)
        {
            _entries.Add(entry);
        }
    }

    /// <summary>The key that begins here, and where its value begins; null when there is no colon.</summary>
    private (string? Word, int ValueAt) Key(int at)
    {
        if (_line[at] is '"' or '\'')
        {
            var close = _line.Close(at + 1, _line[at]);
            var colon = close < 0 ? -1 : _line.SkipBlanks(close + 1);
            return colon >= 0 && _line.IsColon(colon) ? (_line.Text[(at + 1)..close], colon + 1) : (null, 0);
        }

        for (var i = at; i < _line.Length && _line[i] is not ('[' or '{') && !_line.IsComment(i); i++)
        {
            if (_line.IsColon(i))
            {
                return (_line.Text[at..i].TrimEnd(), i + 1);
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
                Marks.ReadQuoted(_line, at);
                break;
            case '[' or '{':
                Marks.ReadBrackets(_line, at, entry.Indent);
                break;
        }
    }
}
