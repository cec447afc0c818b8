namespace Dagrs.Core.Yaml;

/// <summary>Rephrases the YAML parser's messages for people, where the lines of the text explain nothing. It sees only the place of the error.</summary>
internal static class ParserWords
{
    private const string SecondColon = "a second ': ' on one line; quote a string that contains ': ', or put the second key on a line of its own";

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
            return "the first lines of a block must not be indented more than the lines that follow";
        }

        if (Says("end of tag")) // the place is where the next token begins
        {
            return "a string that begins with '!' must be quoted";
        }

        if (Says("cannot start any token", "scanning an anchor or alias", "scanning an alias", "scanning an anchor", "Mapping keys are not allowed", "scanning a tag", "tag handle"))
        {
            return $"a string that begins with '{character}' must be quoted";
        }

        if (Says("block scalar"))
        {
            return $"the text of '{character}' begins on the next line, indented";
        }

        if (Says("lock sequence entries are not allowed"))
        {
            return "a list begins on a line of its own, or is in brackets: [ a, b ]; a string that begins with '-' must be quoted";
        }

        if (Says("node content"))
        {
            return OfMissing(character);
        }

        if (Says("Mapping values are not allowed", "plain scalar, found invalid mapping") && character == ':' && line.AsSpan(0, column - 1).TrimEnd() is [.., ':' or '-'])
        {
            return "a string that begins with ':' must be quoted";
        }

        if (line.StartsWith("...", StringComparison.Ordinal) && Says("<document"))
        {
            return "nothing can follow '...' on the same line";
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
            _ when Says("directive", "%YAML", "%TAG", "YAML document") => "a line that begins with '%' or '---' is a directive that YAML does not understand; remove it",
            _ when Says("invalid comment", "found a comment") => "a space is missing before '#'",
            _ when Says("anchor") => "a value can have one anchor, before it: '&name value'",
            _ when Says(" tab") => "a tab cannot indent; use spaces",
            _ when Says("end of stream", "end of the stream") => "unexpected end of file",
            _ when Says("expected '-'") => "expected '- ', indented like the items above",
            _ when Says("expected ':'", "expected key") => "expected 'key: value', indented like the keys beside it",
            _ when Says("<document") => "this belongs to nothing above it; put each key on a line of its own, indented like the keys beside it",
            _ => "unexpected here; a string with YAML characters in it must be quoted",
        };
    }

    private static string OfMissing(char character) => character switch
    {
        ',' => "a value is missing before this comma; remove the comma, or quote the string",
        ']' or '}' => Closes(character),
        '-' or '?' or ':' => $"a string that begins with '{character}' must be quoted",
        _ => "a value is missing before this point",
    };

    private static string Closes(char bracket) => $"'{bracket}' closes nothing; remove it, or quote the string";

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
