using System.Globalization;
using System.Text;

namespace Dagrs.Core.Expressions;

/// <summary>Texts as they stand in messages about expressions: in single quotes and of bearable length. It does not know what a terminal cannot show.</summary>
internal static class Shown
{
    private const int Longest = 60;

    /// <summary>Something that the file itself says; it may be cut.</summary>
    public static string Name(ReadOnlySpan<char> name) => $"'{Cut(name)}'";

    /// <summary>A text as an expression would hold it; it may be cut.</summary>
    public static string Literal(ReadOnlySpan<char> text) => $"'{Cut(text).Replace("'", "''", StringComparison.Ordinal)}'";

    // A value may be secret. Whoever masks it can find only what is whole and as it is, so a long one and one that needs escapes are not shown at all.
    public static string Value(string value) => value switch
    {
        "" => "empty",
        { Length: <= Longest } when !value.Any(NeedsEscape) => $"'{value}'",
        _ => string.Create(CultureInfo.InvariantCulture, $"a text of {value.Length:N0} characters"),
    };

    /// <summary>A character, or its number where it cannot be seen.</summary>
    public static string Character(Rune character) =>
        Rune.IsControl(character) || Rune.IsWhiteSpace(character) || Rune.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
            ? string.Create(CultureInfo.InvariantCulture, $"U+{character.Value:X4}")
            : $"'{character}'";

    /// <summary>A piece of an expression, without quotes; it may be cut.</summary>
    public static string Cut(ReadOnlySpan<char> text) =>
        text.Length <= Longest ? text.ToString() : string.Concat(text[..(char.IsHighSurrogate(text[Longest - 4]) ? Longest - 4 : Longest - 3)], "...");

    private static bool NeedsEscape(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
