using System.Globalization;
using System.Text;

namespace Dagrs.Cli.Import;

/// <summary>Writes texts as YAML that reads back unchanged. It knows no key.</summary>
internal static class YamlWords
{
    /// <summary>A text on one line, after a key.</summary>
    public static string OneLine(string text) => IsPlain(text) ? text : Quoted(text);

    /// <summary>A text inside brackets or braces, or a key.</summary>
    public static string Inside(string text) =>
        text.Length > 0 && !IsNull(text) && (char.IsAsciiLetterOrDigit(text[0]) || text is ['-', >= 'a' and <= 'z', ..]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or '+')
            ? text
            : Quoted(text);

    /// <summary>A list on one line.</summary>
    public static string List(IEnumerable<string> texts) => string.Join(", ", texts.Select(Inside)) is { Length: > 0 } words ? $"[ {words} ]" : "[]";

    /// <summary>A quoted text, with the quotes that need less escaping.</summary>
    public static string Quoted(string text) =>
        text.AsSpan().ContainsAny('"', '\\') && text.All(IsPrintable) && !text.Contains('\n', StringComparison.Ordinal)
            ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'"
            : InDoubleQuotes(text);

    public static string InDoubleQuotes(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when IsPrintable(letter) => quoted.Append(letter),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Whether a text of several lines can be written unchanged as a block scalar.</summary>
    public static bool FitsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal) && text.All(letter => letter == '\n' || letter == '\t' || IsPrintable(letter)) && text[0] is not (' ' or '\n' or '\t');

    private static bool IsPlain(string text) =>
        text.Length > 0 && !IsNull(text) && (char.IsAsciiLetterOrDigit(text[0]) || text[0] is '_' or '.' or '/' or '$' or '(') && text[^1] is not (':' or ' ')
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal) && !text.Contains("${{", StringComparison.Ordinal)
        && !text.StartsWith("...", StringComparison.Ordinal) && text.All(IsPrintable);

    private static bool IsNull(string text) => text is "null" or "Null" or "NULL";

    // Above ASCII only letters and the like, and surrogate pairs, are written unescaped: parsers disagree about the rest.
    private static bool IsPrintable(char letter) => letter is >= ' ' and < '\u007F' || letter >= '\u00A1' && !char.IsControl(letter) && char.GetUnicodeCategory(letter) is not
        (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
