using System.Buffers;
using System.Text;

namespace Dagrs.Core.Reporting;

/// <summary>
/// Escapes text for XML 1.0. Characters that no document can contain (control characters, lone surrogates, U+FFFE) become U+FFFD. It knows no document.
/// </summary>
internal static class XmlText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "\t\n !#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Between two tags; it is read back unchanged, line breaks included.</summary>
    public static string Content(string text) => text.AsSpan().ContainsAnyExcept(Plain) ? Escape(text, isAttribute: false) : text;

    /// <summary>Inside the quotes of an attribute, where a reader would turn line breaks and tabs into spaces.</summary>
    public static string Attribute(string text) => Escape(text, isAttribute: true);

    /// <summary>How many UTF-8 bytes a character takes between two tags.</summary>
    public static int SizeOf(Rune rune) => Reference(rune, isAttribute: false)?.Length ?? (IsForbidden(rune) ? Rune.ReplacementChar : rune).Utf8SequenceLength;

    private static string Escape(string text, bool isAttribute)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = Reference(rune, isAttribute) is { } reference ? escaped.Append(reference) : escaped.Append(IsForbidden(rune) ? Rune.ReplacementChar : rune);
        }

        return escaped.ToString();
    }

    // '>' too: "]]>" is an error in text.
    private static string? Reference(Rune rune, bool isAttribute) => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\r' => "&#13;",
        '\n' when isAttribute => "&#10;",
        '\t' when isAttribute => "&#9;",
        _ => null,
    };

    private static bool IsForbidden(Rune rune) => rune.Value is (< ' ' and not ('\t' or '\n' or '\r')) or '\ufffe' or '\uffff';
}
