using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>
/// Writes markup. Interpolated values are escaped, so that no name and no output can become markup; markup itself is
/// written by <see cref="Raw(ReadOnlySpan{byte})"/>. Not thread-safe.
/// </summary>
/// <param name="target">Where the page is written; stays open.</param>
internal sealed class PageWriter(Stream target)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The number of bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Writes markup; interpolated values are escaped.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] ref Markup markup) => Raw(Encoding.UTF8.GetBytes(markup.Taken()));

    /// <summary>Writes bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        target.Write(bytes);
        Length += bytes.Length;
    }

    /// <summary>The parts of one piece of markup: literals unchanged, everything else escaped.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly StringBuilder _text;

        public Markup(int literalLength, int formattedCount, PageWriter writer)
        {
            _ = writer;
            _text = new(literalLength + (16 * formattedCount));
        }

        public void AppendLiteral(string literal) => _text.Append(literal);

        public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted(long number) => _text.Append(number);

        internal string Taken() => _text.ToString();
    }
}
