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
            '\u2018' or '\u2019' or '\u201c' or '\u201d' or '\u201e' => new("strings need straight single quotes: '...'", at, 1),
            '=' when rest.StartsWith("=~") => new("there is no '=~': write matches(text, glob)", at, 2),
            '=' => new("compare values with '=='", at, CountEquals(rest)),
            '!' => new("compare values with '!='", at, 1 + CountEquals(rest[1..])),
            '&' => new("'and' is written '&&'", at, 1),
            '|' => new("'or' is written '||'", at, 1),
            '<' when rest.StartsWith("<>") => new("compare values with '!='", at, 2),
            '<' or '>' => new($"there is no '{text[at]}': values are strings; compare them with '==' and '!='", at, 1),
            '~' => new("there is no '~': write matches(text, glob)", at, 1),
            '$' when rest.StartsWith("${{") => new("this is already inside an expression: remove this '${{' and its '}}'", at, 3),
            '$' => new(Variable(rest), at, 1),
            '+' => new("there is no '+': concatenate strings outside the braces, as in ${{ a }}${{ b }}", at, 1),
            '}' => new("an expression ends with '}}'", at, 1),
            ':' when rest.StartsWith(":-") || rest.StartsWith(":=") => new("a default for an unset or empty value is written default(a, b)", at, 2),
            '?' when rest.StartsWith("??") => new("a default for an unset or empty value is written default(a, b)", at, 2),
            ':' or '/' or '@' or '#' => new($"a name with '{text[at]}' in it needs brackets and quotes, as in tasks['a{text[at]}b'].state", at, 1),
            '?' => new("there is no '?': write a task of its own with 'if'", at, 1),
            _ => Other(rest, at),
        };
    }

    private static string OtherQuotes(ReadOnlySpan<char> rest)
    {
        var end = rest[1..Math.Min(rest.Length, LongestText + 2)].IndexOf(rest[0]);
        return $"strings need single quotes: {(end < 0 ? "'...'" : $"write {Shown.Literal(rest.Slice(1, end))}")}";
    }

    private static string Variable(ReadOnlySpan<char> rest)
    {
        var name = rest[1..].TrimStart('{');
        var length = Math.Min(LongestText, Tokens.NameLength(name[..Math.Min(name.Length, LongestText)]));
        return $"a variable has no '$' here: write env.{(length == 0 ? "NAME" : name[..length])}";
    }

    private static int CountEquals(ReadOnlySpan<char> rest) => rest.IndexOfAnyExcept('=') is >= 0 and var count ? count : rest.Length;

    private static ExpressionError Other(ReadOnlySpan<char> rest, int at)
    {
        _ = Rune.DecodeFromUtf16(rest, out var rune, out var length);
        return new($"{Shown.Character(rune)} has no meaning in an expression; strings need single quotes", at, length);
    }
}
