using System.Globalization;
using System.Text;
using Dagrs.Console.Terminals;

namespace Dagrs.Cli.Tests.Support;

/// <summary>
/// A terminal as far as a live area may use it: text that wraps and scrolls, carriage return, line feed, cursor up, erase to the end of the screen,
/// colours. Anything else is refused, so that nothing else is ever written. The last column behaves as that of a VT100.
/// </summary>
internal sealed class VtScreen(int width, int height) : WriteOnlyStream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly List<Row> _rows = [new()]; // all that there is, the oldest first; the last ones are on the screen
    private readonly StringBuilder _sequence = new();
    private int _row;
    private int _column;
    private bool _isInSequence;

    /// <summary>How often something was written.</summary>
    public int Writes { get; private set; }

    /// <summary>The lines from the first one on, those that were wrapped in one piece; without empty ones at the end.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            var lines = new List<string>();
            var isWrapped = false;
            foreach (var row in _rows)
            {
                if (isWrapped)
                {
                    lines[^1] += row.Text;
                }
                else
                {
                    lines.Add(row.Text);
                }

                isWrapped = row.IsWrapped;
            }

            while (lines is [.., ""])
            {
                lines.RemoveAt(lines.Count - 1);
            }

            return lines;
        }
    }

    /// <summary>The line that the cursor is in, by its number from the first one on.</summary>
    public (int Row, int Column) Cursor => (_row, _column);

    /// <summary>True when the last column of a row holds something.</summary>
    public bool UsesLastColumn => _rows.Exists(row => row.Cells.Count >= width);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Writes += buffer.IsEmpty ? 0 : 1;
        var text = new char[buffer.Length + 1];
        var count = _decoder.GetChars(buffer, text, flush: false);
        foreach (var rune in text.AsSpan(0, count).EnumerateRunes())
        {
            Take(rune);
        }
    }

    private void Take(Rune rune)
    {
        if (_isInSequence)
        {
            _sequence.Append(rune);
            if (_sequence.Length > 1 && rune.Value is >= 0x40 and <= 0x7e)
            {
                _isInSequence = false;
                Obey(_sequence.ToString());
                _sequence.Clear();
            }

            return;
        }

        switch (rune.Value)
        {
            case 0x1b:
                _isInSequence = true;
                break;
            case '\r':
                _column = 0;
                break;
            case '\n':
                Feed(); // the system puts a carriage return before it
                break;
            case < 0x20:
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"control character {rune.Value}"));
            default:
                Put(rune);
                break;
        }
    }

    private void Obey(string sequence)
    {
        if (sequence is "[J" or "[K")
        {
            _rows[_row].Cut(_column);
        }

        if (sequence == "[J")
        {
            // As tmux does: what is erased from the first place of the screen on is kept among the lines above.
            if (_column == 0 && _row == Math.Max(0, _rows.Count - height))
            {
                throw new InvalidOperationException("erased from the first place of the screen on");
            }

            _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
        }
        else if (sequence == "[C")
        {
            _column = Math.Min(_column + 1, width - 1);
        }
        else if (sequence is ['[', .. var number, 'A'])
        {
            _row = Math.Max(_row - int.Parse(number, CultureInfo.InvariantCulture), Math.Max(0, _rows.Count - height));
        }
        else if (sequence is not ("[K" or ['[', .., 'm']))
        {
            throw new InvalidOperationException($"a sequence that nobody needs: ESC {sequence}");
        }
    }

    private void Put(Rune rune)
    {
        var columns = Dagrs.Core.Reporting.Live.Columns.Likely(rune.ToString());
        if (columns == 0)
        {
            _rows[_row].Append(Math.Max(0, _column - 1), rune);
            return;
        }

        if (_column + columns > width)
        {
            _rows[_row].IsWrapped = true;
            Feed();
        }

        _rows[_row].Put(_column, rune, columns);
        _column += columns;
    }

    private void Feed()
    {
        _column = 0;
        if (++_row == _rows.Count)
        {
            _rows.Add(new());
        }
    }

    private sealed class Row
    {
        public List<string> Cells { get; } = [];

        public bool IsWrapped { get; set; }

        public string Text => string.Concat(Cells).TrimEnd();

        public void Put(int column, Rune rune, int columns)
        {
            while (Cells.Count < column + columns)
            {
                Cells.Add(" ");
            }

            Cells[column] = rune.ToString();
            if (columns == 2)
            {
                Cells[column + 1] = "";
            }
        }

        public void Append(int column, Rune rune) => Cells[column] += rune.ToString();

        public void Cut(int column)
        {
            Cells.RemoveRange(Math.Min(column, Cells.Count), Math.Max(0, Cells.Count - column));
            IsWrapped = false;
        }
    }
}
