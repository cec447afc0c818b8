using System.Text;

namespace Dagrs.Core.Expressions;

/// <summary>Suggests what to write instead of a character that starts no token: mostly it comes from another language.</summary>
internal static class StrayCharacter
{
    private const int LongestText = 40; // searched for the end of a text in other quotes

    public static ExpressionError At(string text, int at)
    {
        var rest = text.AsSpan(at);
        return text[at] switch
        {
            '"' or '`' => new(OtherQuotes(rest), at, 1),
            '\u2018' or '\u2019' or '\u201c' or '\u201d' or '\u201e' => new("texts stand in straight single quotes: '...'", at, 1),
            '=' when rest.StartsWith("=~") => new("there is no '=~': write matches(text, glob)", at, 2),
            '=' => new("values are compared by '=='", at, CountEquals(rest)),
            '!' => new("values that differ are told by '!='", at, 1 + CountEquals(rest[1..])),
            '&' => new("'and' is written '&&'", at, 1),
            '|' => new("'or' is written '||'", at, 1),
            '<' when rest.StartsWith("<>") => new("values that differ are told by '!='", at, 2),
            '<' or '>' => new($"there is no '{text[at]}': values are texts, compared by '==' and '!='", at, 1),
            '~' => new("there is no '~': write matches(text, glob)", at, 1),
            '$' when rest.StartsWith("${{") => new("names stand bare within an expression: leave this '${{' and its '}}' out", at, 3),
            '$' => new(Variable(rest), at, 1),
            '+' => new("there is no '+': texts are put together outside of the braces, as in ${{ a }}${{ b }}", at, 1),
            '}' => new("an expression ends with '}}'", at, 1),
            ':' when rest.StartsWith(":-") || rest.StartsWith(":=") => new("what stands in the place of an unset or empty value is written default(a, b)", at, 2),
            '?' when rest.StartsWith("??") => new("what stands in the place of an unset or empty value is written default(a, b)", at, 2),
            ':' or '/' or '@' or '#' => new($"a name with '{text[at]}' in it is written in brackets and quotes, as in tasks['a{text[at]}b'].state", at, 1),
            '?' => new("there is no '?': what hangs on a condition is a task of its own, with 'if'", at, 1),
            _ => Other(rest, at),
        };
    }

    private static string OtherQuotes(ReadOnlySpan<char> rest)
    {
        var end = rest[1..Math.Min(rest.Length, LongestText + 2)].IndexOf(rest[0]);
        return $"texts stand in single quotes: {(end < 0 ? "'...'" : $"write {Shown.Literal(rest.Slice(1, end))}")}";
    }

    private static string Variable(ReadOnlySpan<char> rest)
    {
        var name = rest[1..].TrimStart('{');
        var length = Math.Min(LongestText, Tokens.NameLength(name[..Math.Min(name.Length, LongestText)]));
        return $"a variable is named without '$': write env.{(length == 0 ? "NAME" : name[..length])}";
    }

    private static int CountEquals(ReadOnlySpan<char> rest) => rest.IndexOfAnyExcept('=') is >= 0 and var count ? count : rest.Length;

    private static ExpressionError Other(ReadOnlySpan<char> rest, int at)
    {
        _ = Rune.DecodeFromUtf16(rest, out var rune, out var length);
        return new($"{Shown.Character(rune)} means nothing in an expression; texts stand in single quotes", at, length);
    }
}
