using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using static Dagrs.Core.Yaml.ParsedEventWriter;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Reads back the events of a text that <see cref="ParsedEventWriter"/> has stored. They equal those of the parser, except for what is never used: character
/// offsets from the start, and the ends of nodes that are not scalars. It does not know whether they belong to the text.
/// </summary>
internal sealed class ParsedEventReader(ReadOnlyMemory<byte> utf8, ReadOnlyMemory<byte> events)
{
    private readonly List<string> _words = [];
    private int _next;
    private long _line = 1;
    private long _column = 1;
    private int _pieceEnd;

    /// <summary>The next event.</summary>
    /// <exception cref="MisfitException">The stored events are not those of this text.</exception>
    public ParsingEvent Next()
    {
        try
        {
            return Read();
        }
        catch (Exception wrong) when (wrong is ArgumentException or IndexOutOfRangeException or OverflowException or SemanticErrorException)
        {
            throw new MisfitException();
        }
    }

    private ParsingEvent Read()
    {
        var first = ReadByte();
        var kind = (ParsedEventKind)(first & (HasAnchor - 1));
        var isOnSameLine = (first & IsOnSameLine) != 0;
        _line += isOnSameLine ? 0 : ReadSigned();
        _column = ReadSigned() + (isOnSameLine ? _column : 0);
        var start = new Mark(0, _line, _column);
        var anchor = (first & HasAnchor) != 0 ? new AnchorName(ReadValue()) : AnchorName.Empty;
        return kind switch
        {
            ParsedEventKind.Plain => ReadScalar(ScalarStyle.Plain, anchor, start, first),
            ParsedEventKind.SingleQuoted => ReadScalar(ScalarStyle.SingleQuoted, anchor, start, first),
            ParsedEventKind.DoubleQuoted => ReadScalar(ScalarStyle.DoubleQuoted, anchor, start, first),
            ParsedEventKind.Literal => ReadScalar(ScalarStyle.Literal, anchor, start, first),
            ParsedEventKind.Folded => ReadScalar(ScalarStyle.Folded, anchor, start, first),
            ParsedEventKind.BlockMapping => new MappingStart(anchor, TagName.Empty, isImplicit: true, MappingStyle.Block, start, start),
            ParsedEventKind.FlowMapping => new MappingStart(anchor, TagName.Empty, isImplicit: true, MappingStyle.Flow, start, start),
            ParsedEventKind.MappingEnd => new MappingEnd(start, start),
            ParsedEventKind.BlockSequence => new SequenceStart(anchor, TagName.Empty, isImplicit: true, SequenceStyle.Block, start, start),
            ParsedEventKind.FlowSequence => new SequenceStart(anchor, TagName.Empty, isImplicit: true, SequenceStyle.Flow, start, start),
            ParsedEventKind.SequenceEnd => new SequenceEnd(start, start),
            ParsedEventKind.Alias => new AnchorAlias(new AnchorName(ReadValue()), start, start),
            ParsedEventKind.DocumentStart => new DocumentStart(start, start),
            ParsedEventKind.DocumentEnd => new DocumentEnd(isImplicit: true, start, start),
            ParsedEventKind.StreamStart => new StreamStart(start, start),
            ParsedEventKind.StreamEnd => new StreamEnd(start, start),
            _ => throw new MisfitException(),
        };
    }

    private Scalar ReadScalar(ScalarStyle style, AnchorName anchor, in Mark start, int first)
    {
        var isOnItsLine = (first & EndsOnItsLine) != 0;
        _line += isOnItsLine ? 0 : ReadSigned();
        _column = ReadSigned() + (isOnItsLine ? _column : 0);
        return new(anchor, TagName.Empty, ReadValue(), style, style == ScalarStyle.Plain, style != ScalarStyle.Plain, start, new Mark(0, _line, _column));
    }

    private string ReadValue()
    {
        var pieces = ReadNumber();
        if (pieces == 0)
        {
            return _words[checked((int)ReadNumber())];
        }

        var value = pieces switch
        {
            1 => "",
            2 => ReadPiece(),
            _ => ReadPieces(pieces - 1),
        };
        if (value.Length <= LongestWord && _words.Count < MostWords)
        {
            _words.Add(value);
        }

        return value;
    }

    private string ReadPieces(ulong count)
    {
        var value = new StringBuilder();
        for (; count > 0; count--)
        {
            value.Append(ReadPiece());
        }

        return value.ToString();
    }

    private string ReadPiece()
    {
        var length = ReadNumber();
        if ((length & 1) != 0)
        {
            return checked((char)(length >> 1)).ToString();
        }

        var start = checked((int)(_pieceEnd + ReadSigned()));
        var inBytes = checked((int)(length >> 1));
        _pieceEnd = checked(start + inBytes);
        return Encoding.UTF8.GetString(utf8.Span.Slice(start, inBytes));
    }

    private long ReadSigned()
    {
        var number = ReadNumber();
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    private ulong ReadNumber()
    {
        ulong number = ReadByte();
        if (number < 0x80)
        {
            return number;
        }

        number &= 0x7f;
        for (var shift = 7; shift < 64; shift += 7)
        {
            var one = ReadByte();
            number |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80)
            {
                return number;
            }
        }

        throw new MisfitException();
    }

    private byte ReadByte() => events.Span[_next++];

    /// <summary>The stored events are not those of the text.</summary>
    internal sealed class MisfitException : Exception;
}
