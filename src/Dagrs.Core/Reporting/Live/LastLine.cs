using System.Buffers;
using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Live;

/// <summary>The last line of an output that contains text, complete or not. Its memory is bounded. It knows no width.</summary>
internal sealed class LastLine
{
    private const int MostBytes = 2 * 1024; // of its start: more than any terminal shows
    private const int MostLooks = 16; // lines without text that are inspected
    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r\n\v\f"u8);

    private byte[] _bytes = [];
    private int _count;
    private bool _isOpen; // its line end has not arrived
    private bool _isReturned; // a carriage return: what comes next overwrites it

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_isOpen)
        {
            var end = bytes.IndexOf((byte)'\n');
            Append(end < 0 ? bytes : bytes[..end]);
            if (end < 0)
            {
                return;
            }

            _isOpen = false;
            bytes = bytes[(end + 1)..];
        }

        var last = bytes[(bytes.LastIndexOf((byte)'\n') + 1)..];
        if (last.ContainsAnyExcept(Blank))
        {
            Begin(last);
            _isOpen = true;
        }
        else
        {
            TakeLastWhole(bytes);
        }
    }

    /// <summary>Clears the line, because an attempt is over and its output is outdated.</summary>
    public void Clear() => (_count, _isOpen, _isReturned) = (0, false, false);

    /// <summary>The line as plain text, sanitised, without leading space.</summary>
    public string Text()
    {
        if (_count == 0)
        {
            return "";
        }

        var text = Harmless(_bytes.AsSpan(0, _count)).Replace('\t', ' ').Trim();
        return OneLine.Of(text);
    }

    private void TakeLastWhole(ReadOnlySpan<byte> lines)
    {
        for (var looks = 0; looks < MostLooks; looks++)
        {
            var end = lines.LastIndexOfAnyExcept(Blank) + 1;
            if (end == 0)
            {
                return;
            }

            var start = lines[..end].LastIndexOf((byte)'\n') + 1;
            if (Says(lines[start..end]))
            {
                Begin(lines[start..end]);
                return;
            }

            lines = lines[..start];
        }
    }

    private static bool Says(ReadOnlySpan<byte> line) => !line.Contains((byte)0x1b) || Harmless(line).AsSpan().ContainsAnyExcept(' ', '\t');

    private void Begin(ReadOnlySpan<byte> line)
    {
        (_count, _isReturned) = (0, false);
        Append(line);
    }

    // Text after a carriage return overwrites the text before it.
    private void Append(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty)
        {
            return;
        }

        var text = piece.TrimEnd((byte)'\r');
        var state = SafeText.LastState(text);
        if (!state.IsEmpty && (_isReturned || state.Length < text.Length))
        {
            _count = 0;
        }

        _isReturned = text.Length < piece.Length || (_isReturned && state.IsEmpty);
        var taken = Math.Min(state.Length, MostBytes - _count);
        if (_count + taken > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Min(MostBytes, Math.Max(2 * _bytes.Length, _count + taken)));
        }

        state[..taken].CopyTo(_bytes.AsSpan(_count));
        _count += taken;
    }

    private static string Harmless(ReadOnlySpan<byte> line)
    {
        var safe = new ArrayBufferWriter<byte>(Math.Max(1, line.Length));
        SafeText.Write(safe, line, keepColours: false);
        return Encoding.UTF8.GetString(safe.WrittenSpan);
    }
}
