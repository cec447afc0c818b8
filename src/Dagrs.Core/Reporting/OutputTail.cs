using System.Buffers;
using System.Text;

namespace Dagrs.Core.Reporting;

/// <summary>The last lines that a task wrote. Holds on to the pieces in which they came and copies nothing until asked.</summary>
internal sealed class OutputTail(int lines)
{
    private const int MostBytes = 64 * 1024;

    private readonly Queue<ReadOnlyMemory<byte>> _pieces = new();
    private int _lineEnds;
    private int _bytes;

    public void Add(ReadOnlyMemory<byte> piece)
    {
        if (piece.Length > MostBytes)
        {
            piece = piece[^MostBytes..];
        }

        _pieces.Enqueue(piece);
        _bytes += piece.Length;
        _lineEnds += piece.Span.Count((byte)'\n');
        while (_pieces.TryPeek(out var oldest))
        {
            var ends = oldest.Span.Count((byte)'\n');
            if (_lineEnds - ends <= lines && _bytes - oldest.Length < MostBytes)
            {
                break;
            }

            _pieces.Dequeue();
            _lineEnds -= ends;
            _bytes -= oldest.Length;
        }
    }

    /// <summary>The last lines, made harmless.</summary>
    public IReadOnlyList<string> Lines()
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (var piece in _pieces)
        {
            text.Write(piece.Span);
        }

        var rest = text.WrittenSpan;
        if (rest is [.., (byte)'\n'])
        {
            rest = rest[..^1];
        }

        var last = new List<string>();
        while (last.Count < lines && text.WrittenCount > 0)
        {
            var start = rest.LastIndexOf((byte)'\n') + 1;
            var line = new ArrayBufferWriter<byte>();
            SafeText.Write(line, rest[start..].TrimEnd((byte)'\r'), keepColours: false);
            last.Add(Encoding.UTF8.GetString(line.WrittenSpan));
            if (start == 0)
            {
                break;
            }

            rest = rest[..(start - 1)];
        }

        last.Reverse();
        return last;
    }
}
