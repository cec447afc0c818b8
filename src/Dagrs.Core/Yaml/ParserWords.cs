namespace Dagrs.Core.Yaml;

/// <summary>Rephrases the YAML parser's messages for people, where the lines of the text explain nothing. It sees only the place of the error.</summary>
internal static class ParserWords
{
    private const string SecondColon = "a second ': ' in one line; put a text with ': ' in it in quotes, or the second key in a line of its own";

    /// <summary>
    /// What is wrong with the character at the place, regardless of the lines before it; null when the character does not explain the error.
    /// </summary>
    /// <param name="message">The parser's message.</param>
    /// <param name="line">The line.</param>
    /// <param name="column">The place in it, from 1.</param>
    public static string? OfCharacter(string message, string line, int column)
    {
        bool Says(params ReadOnlySpan<string> parts) => IsOneIn(message, parts);

        var character = column <= line.Length ? line[column - 1] : ' ';
        if (Says("extra spaces in first line", "more spaces in lines above"))
        {
            return "the first lines of a block of text must not be indented more than those that follow";
        }

        if (Says("end of tag")) // the place is where the next token begins
        {
            return "a text that begins with '!' must be in quotes";
        }

        if (Says("cannot start any token", "scanning an anchor or alias", "scanning an alias", "scanning an anchor", "Mapping keys are not allowed", "scanning a tag", "tag handle"))
        {
            return $"a text that begins with '{character}' must be in quotes";
        }

        if (Says("block scalar"))
        {
            return $"after '{character}' the text begins in the next line, indented";
        }

        if (Says("lock sequence entries are not allowed"))
        {
            return "a list begins in a line of its own, or stands in brackets: [ a, b ]; a text that begins with '-' must be in quotes";
        }

        if (Says("node content"))
        {
            return OfMissing(character);
        }

        if (Says("Mapping values are not allowed", "plain scalar, found invalid mapping") && character == ':' && line.AsSpan(0, column - 1).TrimEnd() is [.., ':' or '-'])
        {
            return "a text that begins with ':' must be in quotes";
        }

        if (line.StartsWith("...", StringComparison.Ordinal) && Says("<document"))
        {
            return "after '...' nothing can stand in the same line";
        }

        return character is ']' or '}' && Says("expected key", "<document start>") ? Closes(character) : null;
    }

    /// <summary>What is certainly wrong, without the cause.</summary>
    /// <param name="message">The parser's message.</param>
    public static string Of(string message)
    {
        bool Says(params ReadOnlySpan<string> parts) => IsOneIn(message, parts);

        return 0 switch
        {
            _ when Says("invalid mapping", "apping values are not allowed") => SecondColon,
            _ when Says("directive", "%YAML", "%TAG", "YAML document") => "a line that begins with '%' or '---' tells YAML something that it does not understand; take it away",
            _ when Says("invalid comment", "found a comment") => "before '#' a blank is missing",
            _ when Says("anchor") => "an anchor stands once before its value: '&name value'",
            _ when Says(" tab") => "a tab cannot indent; use spaces",
            _ when Says("end of stream", "end of the stream") => "the text ends too early",
            _ when Says("expected '-'") => "here '- ' is expected, indented as in the items above",
            _ when Says("expected ':'", "expected key") => "here a key with its value is expected, 'key: value', indented as the keys beside it",
            _ when Says("<document") => "this belongs to nothing above it; a key stands in a line of its own, indented as the keys beside it",
            _ => "this cannot stand here; a text with signs of YAML in it must be in quotes",
        };
    }

    private static string OfMissing(char character) => character switch
    {
        ',' => "before this comma something is missing; take it away, or put the text in quotes",
        ']' or '}' => Closes(character),
        '-' or '?' or ':' => $"a text that begins with '{character}' must be in quotes",
        _ => "before this place a value is missing",
    };

    private static string Closes(char bracket) => $"'{bracket}' closes nothing; take it away, or put the text in quotes";

    private static bool IsOneIn(string message, ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (message.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
