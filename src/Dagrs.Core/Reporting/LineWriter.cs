using System.Buffers;
using System.Text;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Core.Reporting;

/// <summary>Writes one task's lines, sanitised. A line may arrive in any number of pieces, cut anywhere; it stays one line.</summary>
internal sealed class LineWriter
{
    private const int LongLine = 16 * 1024; // longer lines are written in parts, so that no buffer grows to their size
    private const int LongPiece = 128 * 1024; // bytes of a line that are collected before they are written
    private const int LongestSequence = 1024; // the longest control sequence that is recognised across pieces

    private readonly LineStyle _style;
    private readonly OrderFilter? _orders;
    private readonly byte[] _prefix;
    private readonly List<byte> _piece = []; // of an incomplete line
    private bool _isInLine; // part of the current line has been written
    private bool _isRest; // the start of the line was written as a line of its own
    private bool _isShown; // whether the current line is written, decided at its first part
    private ArrayBufferWriter<byte> _safe = new();

    /// <param name="style">Where lines go and how they look.</param>
    /// <param name="prefix">The prefix of each line.</param>
    public LineWriter(LineStyle style, string prefix)
    {
        _style = style;
        _orders = style.Ci.CreateFilter();
        _prefix = Encoding.UTF8.GetBytes(style.Ci.Defuse(prefix));
    }

    public void Write(ReadOnlySpan<byte> lines)
    {
        var isPlain = SafeText.IsPlain(lines);
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            if (end < 0)
            {
                AddPiece(lines);
                return;
            }

            if (_piece.Count > 0 || _isInLine)
            {
                EndPieces(lines[..end]);
            }
            else
            {
                WriteSafe(lines[..end], isPlain, isEnd: true);
            }

            lines = lines[(end + 1)..];
        }
    }

    /// <summary>Writes the rest of a line whose start was written as a line of its own: no CI command can begin in it.</summary>
    public void WriteRest(ReadOnlySpan<byte> lines)
    {
        _isRest = true;
        Write(lines);
        _isRest = false;
    }

    /// <summary>False for the start of a line that may be part of a CI command.</summary>
    public bool CanShowHalf(ReadOnlySpan<byte> half) => _orders is null || OrderFilter.IsNoneBegun(half);

    private void AddPiece(ReadOnlySpan<byte> piece)
    {
        _piece.AddRange(piece);
        if (_piece.Count >= LongPiece)
        {
            byte[] text = [.. _piece];
            var cut = SafeCut(text);
            WriteSafe(text.AsSpan(0, cut), isPlain: false, isEnd: false);
            _isInLine = true;
            _piece.Clear();
            _piece.AddRange(text.AsSpan(cut));
        }
    }

    private void EndPieces(ReadOnlySpan<byte> last)
    {
        _piece.AddRange(last);
        byte[] text = [.. _piece];
        WriteSafe(text, isPlain: false, isEnd: true);
        _isInLine = false;
        _piece.Clear();
        _piece.Capacity = 0;
    }

    private void WriteSafe(ReadOnlySpan<byte> line, bool isPlain, bool isEnd)
    {
        if (!isPlain && isEnd)
        {
            line = SafeText.LastState(line);
        }

        if (isPlain || SafeText.IsPlain(line))
        {
            WriteDefused(line, isEnd);
            return;
        }

        SafeText.Write(_safe, line, _style.KeepColours);
        WriteDefused(_safe.WrittenSpan, isEnd);
        if (_safe.Capacity > LongLine)
        {
            _safe = new();
        }

        _safe.ResetWrittenCount();
    }

    // Last, because SafeText may have removed bytes from the middle of a command.
    private void WriteDefused(ReadOnlySpan<byte> line, bool isEnd)
    {
        if (_orders is null)
        {
            WriteLine(line, _prefix, isEnd);
        }
        else
        {
            var broken = _orders.Defuse(line);
            var harmless = broken ?? line;
            _isShown = _isInLine ? _isShown : !_style.OnlyOrders || _orders.HoldsOrder(harmless);
            if (_isShown)
            {
                WriteLine(harmless, broken is null && !_isRest && _orders.IsOrder(line) ? default : _prefix, isEnd);
            }
        }
    }

    private void WriteLine(ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix, bool isEnd)
    {
        if (_isInLine)
        {
            prefix = default;
        }

        var length = prefix.Length + line.Length + 1;
        if (length > LongLine || !isEnd)
        {
            _style.Target.Write(prefix);
            _style.Target.Write(line);
            _style.Target.Write(isEnd ? "\n"u8 : default);
            return;
        }

        var target = _style.Target.GetSpan(length);
        prefix.CopyTo(target);
        line.CopyTo(target[prefix.Length..]);
        target[length - 1] = (byte)'\n';
        _style.Target.Advance(length);
    }

    // Where a line may be cut: not inside a character, a control sequence or a possible CI command.
    private static int SafeCut(ReadOnlySpan<byte> text)
    {
        var end = text.Length - LongestSequence;
        var suspect = text[end..].IndexOfAny((byte)0x1b, (byte)'#');
        return suspect < 0 ? WholeCharacters(text) : end + suspect;
    }

    // The start of the last character if it may be incomplete; the end otherwise. A UTF-8 character has at most three continuation bytes.
    private static int WholeCharacters(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= 3; back++)
        {
            var b = text[^back];
            if (b >= 0xc0)
            {
                return text.Length - back;
            }

            if (b < 0x80)
            {
                break;
            }
        }

        return text.Length;
    }
}
