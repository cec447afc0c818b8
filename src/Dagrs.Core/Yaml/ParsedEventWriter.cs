using System.Buffers;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Stores the events of a text as they are taken, so that <see cref="ParsedEventReader"/> can replay them without a parser. Values are stored as
/// positions in the text, so the result reveals nothing without the text. It does not know where the result goes.
/// </summary>
internal sealed class ParsedEventWriter(ReadOnlyMemory<byte> utf8)
{
    /// <summary>The version of the stored format; any other one is not read.</summary>
    public const int Format = 1;

    /// <summary>The most values that are stored once and then referred to by number.</summary>
    public const int MostWords = 4096;

    /// <summary>The most characters of such a value.</summary>
    public const int LongestWord = 32;

    /// <summary>The bits of the first byte other than the kind.</summary>
    public const int HasAnchor = 0x20, IsOnSameLine = 0x40, EndsOnItsLine = 0x80;

    private const int LongestSought = 16; // characters to search for where a value differs from the text
    private const int LongestGap = 1024; // how far to search: further than any indentation

    private readonly string _text = Encoding.UTF8.GetString(utf8.Span);
    private readonly ArrayBufferWriter<byte> _bytes = new(Math.Max(1, utf8.Length));
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private long _line = 1;
    private long _column = 1;
    private int _at; // position in the text, in characters and in bytes
    private int _atInBytes;
    private int _pieceEnd; // of the last piece, in bytes

    /// <summary>The stored events.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>False when something could not be stored, so that the text must always be parsed.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Writes the next event.</summary>
    public void Add(ParsingEvent next)
    {
        if (KindOf(next) is not { } kind || next is NodeEvent { Tag.IsEmpty: false })
        {
            IsWhole = false;
            return;
        }

        var scalar = next as Scalar;
        var anchor = next is NodeEvent { Anchor: { IsEmpty: false } named } ? named.Value : null;
        var isOnSameLine = next.Start.Line == _line;
        var endsOnItsLine = scalar is null || scalar.End.Line == scalar.Start.Line;
        Write((byte)((int)kind | (anchor is null ? 0 : HasAnchor) | (isOnSameLine ? IsOnSameLine : 0) | (endsOnItsLine ? EndsOnItsLine : 0)));
        if (!isOnSameLine)
        {
            WriteSigned(next.Start.Line - _line);
        }

        WriteSigned(next.Start.Column - (isOnSameLine ? _column : 0));
        (_line, _column) = (next.Start.Line, next.Start.Column);
        if (anchor is not null)
        {
            WriteValue(anchor, next.Start.Index, next.End.Index);
        }

        if (next is AnchorAlias alias)
        {
            WriteValue(alias.Value.Value, next.Start.Index, next.End.Index);
        }

        if (scalar is not null)
        {
            WriteEnd(scalar, endsOnItsLine);
            WriteValue(scalar.Value, scalar.Start.Index, scalar.End.Index);
        }
    }

    private static ParsedEventKind? KindOf(ParsingEvent next) => next switch
    {
        Scalar { Style: ScalarStyle.Plain } => ParsedEventKind.Plain,
        Scalar { Style: ScalarStyle.SingleQuoted } => ParsedEventKind.SingleQuoted,
        Scalar { Style: ScalarStyle.DoubleQuoted } => ParsedEventKind.DoubleQuoted,
        Scalar { Style: ScalarStyle.Literal } => ParsedEventKind.Literal,
        Scalar { Style: ScalarStyle.Folded } => ParsedEventKind.Folded,
        MappingStart { Style: MappingStyle.Block } => ParsedEventKind.BlockMapping,
        MappingStart { Style: MappingStyle.Flow } => ParsedEventKind.FlowMapping,
        MappingEnd => ParsedEventKind.MappingEnd,
        SequenceStart { Style: SequenceStyle.Block } => ParsedEventKind.BlockSequence,
        SequenceStart { Style: SequenceStyle.Flow } => ParsedEventKind.FlowSequence,
        SequenceEnd => ParsedEventKind.SequenceEnd,
        AnchorAlias => ParsedEventKind.Alias,
        DocumentStart { Version: null } => ParsedEventKind.DocumentStart,
        DocumentEnd => ParsedEventKind.DocumentEnd,
        StreamStart => ParsedEventKind.StreamStart,
        StreamEnd => ParsedEventKind.StreamEnd,
        _ => null,
    };

    private void WriteEnd(Scalar scalar, bool isOnItsLine)
    {
        if (!isOnItsLine)
        {
            WriteSigned(scalar.End.Line - _line);
        }

        WriteSigned(scalar.End.Column - (isOnItsLine ? _column : 0));
        (_line, _column) = (scalar.End.Line, scalar.End.Column);
    }

    // The number of pieces plus one, and the pieces; or 0 and the number of a word.
    private void WriteValue(string value, long start, long end)
    {
        if (_words.TryGetValue(value, out var word))
        {
            Write(0);
            WriteNumber((ulong)word);
            return;
        }

        if (value.Length <= LongestWord && _words.Count < MostWords)
        {
            _words.Add(value, _words.Count);
        }

        var from = (int)Math.Clamp(start, _at, _text.Length);
        var pieces = PiecesOf(value, from, (int)Math.Clamp(end, from, _text.Length));
        WriteNumber((ulong)pieces.Count + 1);
        foreach (var (at, length) in pieces)
        {
            WritePiece(at, length);
        }
    }

    // Pieces of the text, and between them single characters that are not in it: from a folded line end, or an escape.
    private List<(int At, int Length)> PiecesOf(string value, int from, int end)
    {
        var pieces = new List<(int, int)>(1);
        for (var i = 0; i < value.Length;)
        {
            var rest = _text.AsSpan(from, end - from);
            var sought = value.AsSpan(i, Math.Min(LongestSought, value.Length - i));
            sought = sought[..(sought.IndexOf('\n') is > 0 and var lineEnd ? lineEnd : sought.Length)];
            var found = rest[..Math.Min(rest.Length, LongestGap)].IndexOf(sought);
            if (found < 0)
            {
                pieces.Add((~value[i++], 1));
                continue;
            }

            var length = value.AsSpan(i).CommonPrefixLength(rest[found..]);
            pieces.Add((from + found, length));
            from += found + length;
            i += length;
        }

        return pieces;
    }

    private void WritePiece(int at, int length)
    {
        if (at < 0)
        {
            WriteNumber(((ulong)~at << 1) | 1);
            return;
        }

        // Half of a surrogate pair has no position in bytes.
        IsWhole &= !char.IsLowSurrogate(_text[at]) && !char.IsHighSurrogate(_text[at + length - 1]);
        var start = InBytes(at);
        var inBytes = InBytes(at + length) - start;
        WriteNumber((ulong)inBytes << 1);
        WriteSigned(start - _pieceEnd);
        _pieceEnd = start + inBytes;
    }

    // Positions must be requested in ascending order.
    private int InBytes(int at)
    {
        _atInBytes += Encoding.UTF8.GetByteCount(_text.AsSpan(_at, at - _at));
        _at = at;
        return _atInBytes;
    }

    private void WriteSigned(long number) => WriteNumber((ulong)((number << 1) ^ (number >> 63)));

    private void WriteNumber(ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            Write((byte)(number | 0x80));
        }

        Write((byte)number);
    }

    private void Write(byte one)
    {
        _bytes.GetSpan(1)[0] = one;
        _bytes.Advance(1);
    }
}
