namespace Dagrs.Core.Model;

/// <summary>
/// Tells whether a shell text can see its arguments (<c>$1</c>, <c>$@</c>, ...). Where it cannot be told for sure the answer is yes:
/// a text that is handed arguments in vain is harmless, one that lacks them is wrong.
/// </summary>
internal static class ShellArguments
{
    private static readonly string[] HiddenReaders = ["eval", "source", ".", "shift", "getopts", "for", "select", "trap"];

    public static bool AreUsedBy(string script)
    {
        // In a here-document quotes are plain characters, so there nothing is skipped.
        var hasHereDocument = script.Contains("<<", StringComparison.Ordinal);
        var inDoubleQuotes = false;
        var atWordStart = true;
        for (var i = 0; i < script.Length; i++)
        {
            var c = script[i];
            switch (c)
            {
                case '\\':
                    i++;
                    break;
                case '"':
                    inDoubleQuotes = !inDoubleQuotes;
                    break;
                case '\'' when !inDoubleQuotes && !hasHereDocument:
                    var end = script.IndexOf('\'', i + 1);
                    i = end < 0 ? script.Length : end;
                    break;
                case '#' when atWordStart && !inDoubleQuotes && !hasHereDocument:
                    var lineEnd = script.IndexOf('\n', i);
                    i = lineEnd < 0 ? script.Length : lineEnd;
                    atWordStart = true;
                    continue;
                case '$' when i + 1 < script.Length && (script[i + 1] is (>= '1' and <= '9') or '@' or '*' or '#' || IsBracedArgument(script.AsSpan(i + 1))):
                    return true;
                default:
                    if (atWordStart && StartsWithHiddenReader(script.AsSpan(i)))
                    {
                        return true;
                    }

                    break;
            }

            atWordStart = char.IsWhiteSpace(c) || c is ';' or '&' or '|' or '(' or ')' or '{' or '`' or '!';
        }

        return false;
    }

    // ${1}, ${1:-x}, ${#}, ${#1}, ${@}, ${*}, ${!n}
    private static bool IsBracedArgument(ReadOnlySpan<char> text) =>
        text.Length > 1 && text[0] == '{' && text[1] is (>= '1' and <= '9') or '@' or '*' or '#' or '!';

    private static bool StartsWithHiddenReader(ReadOnlySpan<char> text)
    {
        foreach (var word in HiddenReaders)
        {
            if (text.StartsWith(word, StringComparison.Ordinal) && text.Length > word.Length && char.IsWhiteSpace(text[word.Length]))
            {
                return true;
            }
        }

        return false;
    }
}
