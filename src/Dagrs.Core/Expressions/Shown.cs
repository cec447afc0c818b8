using System.Globalization;
using System.Text;

namespace Dagrs.Core.Expressions;

/// <summary>Texts as messages about expressions show them: in single quotes and of limited length. It does not know what a terminal cannot show.</summary>
internal static class Shown
{
    private const int Longest = 60;

    /// <summary>Something from the file itself; may be cut.</summary>
    public static string Name(ReadOnlySpan<char> name) => $"'{Cut(name)}'";

    /// <summary>A text as an expression literal; may be cut.</summary>
    public static string Literal(ReadOnlySpan<char> text) => $"'{Cut(text).Replace("'", "''", StringComparison.Ordinal)}'";

    // A value may be secret. Masking finds only whole, unescaped values, so a long value, or one that needs escapes, is not shown at all.
    public static string Value(string value) => value switch
    {
        "" => "empty",
        { Length: <= Longest } when !value.Any(NeedsEscape) => $"'{value}'",
        _ => string.Create(CultureInfo.InvariantCulture, $"a string of {value.Length:N0} characters"),
    };

    /// <summary>A character, or its code point when it is invisible.</summary>
    public static string Character(Rune character) =>
        Rune.IsControl(character) || Rune.IsWhiteSpace(character) || Rune.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
            ? string.Create(CultureInfo.InvariantCulture, $"U+{character.Value:X4}")
            : $"'{character}'";

    /// <summary>A piece of an expression, without quotes; may be cut.</summary>
    public static string Cut(ReadOnlySpan<char> text) =>
        text.Length <= Longest ? text.ToString() : string.Concat(text[..(char.IsHighSurrogate(text[Longest - 4]) ? Longest - 4 : Longest - 3)], "...");

    private static bool NeedsEscape(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
