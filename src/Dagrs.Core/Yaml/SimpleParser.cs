using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Gives the events of a text that <see cref="SimpleScan"/> takes as YamlDotNet's parser does, without what that one does besides; of marks no more than lines and
/// columns. Not thread-safe.
/// </summary>
internal sealed class SimpleParser : IParser
{
    private const int KnownKeys = 64;

    private readonly ReadOnlyMemory<byte> _text;
    private readonly SimpleScan _scan;
    private readonly string?[] _keys = new string?[KnownKeys]; // the same few words stand in every task

    private SimpleParser(ReadOnlyMemory<byte> utf8) => (_text, _scan) = (utf8, new(utf8));

    /// <inheritdoc/>
    public ParsingEvent? Current { get; private set; }

    /// <summary>A parser for a text; null: the text is not that simple.</summary>
    public static SimpleParser? For(ReadOnlyMemory<byte> utf8) => SimpleScan.Takes(utf8) ? new(utf8) : null;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        Current = _scan.Next() ? Event(_scan.Part) : null;
        return Current is not null;
    }

    private ParsingEvent Event(in SimplePart part)
    {
        var (start, end) = (MarkOf(part.Start), MarkOf(part.End));
        return part.Kind switch
        {
            SimplePartKind.StreamStart => new StreamStart(start, end),
            SimplePartKind.DocumentStart => new DocumentStart(null, null, true, start, end),
            SimplePartKind.MappingStart => new MappingStart(AnchorName.Empty, TagName.Empty, true, part.IsFlow ? MappingStyle.Flow : MappingStyle.Block, start, end),
            SimplePartKind.MappingEnd => new MappingEnd(start, end),
            SimplePartKind.SequenceStart => new SequenceStart(AnchorName.Empty, TagName.Empty, true, part.IsFlow ? SequenceStyle.Flow : SequenceStyle.Block, start, end),
            SimplePartKind.SequenceEnd => new SequenceEnd(start, end),
            SimplePartKind.Scalar => new Scalar(AnchorName.Empty, TagName.Empty, ValueOf(part), StyleOf(part.Style), part.Style == SimpleStyle.Plain, part.Style != SimpleStyle.Plain, start, end),
            SimplePartKind.DocumentEnd => new DocumentEnd(true, start, end),
            _ => new StreamEnd(start, end),
        };
    }

    // Of an index it is asked only whether there is one.
    private static Mark MarkOf(SimpleMark mark) => new(1, mark.Line, mark.Column);

    private static ScalarStyle StyleOf(SimpleStyle style) => style switch
    {
        SimpleStyle.SingleQuoted or SimpleStyle.SingleQuotedEscaped => ScalarStyle.SingleQuoted,
        SimpleStyle.DoubleQuoted or SimpleStyle.DoubleQuotedEscaped => ScalarStyle.DoubleQuoted,
        SimpleStyle.Literal or SimpleStyle.LiteralStripped => ScalarStyle.Literal,
        _ => ScalarStyle.Plain,
    };

    private string ValueOf(in SimplePart part)
    {
        var bytes = _text.Span[part.From..part.To];
        return part.Style switch
        {
            SimpleStyle.SingleQuotedEscaped => Encoding.UTF8.GetString(bytes).Replace("''", "'", StringComparison.Ordinal),
            SimpleStyle.DoubleQuotedEscaped => Unescaped(Encoding.UTF8.GetString(bytes)),
            SimpleStyle.Literal or SimpleStyle.LiteralStripped => Block(Encoding.UTF8.GetString(bytes), part.Indent, part.Style == SimpleStyle.Literal),
            _ => Word(bytes),
        };
    }

    private string Word(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length > 12)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        ref var known = ref _keys[(bytes[0] + (bytes[^1] << 1) + (bytes.Length << 3)) % KnownKeys];
        return known is not null && Ascii.Equals(bytes, known) ? known : known = Encoding.UTF8.GetString(bytes);
    }

    private static string Unescaped(string text)
    {
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            value.Append(text[i] != '\\' ? text[i] : text[++i] switch { 'n' => '\n', 't' => '\t', var itself => itself });
        }

        return value.ToString();
    }

    private static string Block(ReadOnlySpan<char> text, int indent, bool endsLine)
    {
        var value = new StringBuilder(text.Length);
        foreach (var range in text.Split('\n'))
        {
            var line = text[range];
            value.Append(range.Start.Value == 0 ? "" : "\n").Append(line.Length > indent ? line[indent..] : default);
        }

        return value.Append(endsLine ? "\n" : "").ToString();
    }
}
