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
        // Here-documents, backticks, $'...' and what is nested in double quotes have rules of their own for quotes and comments.
        // From there on nothing is taken for quoted.
        var hasBackticks = script.Contains('`', StringComparison.Ordinal);
        var isPlain = !hasBackticks && !script.Contains("<<", StringComparison.Ordinal);
        var inDoubleQuotes = false;
        var previous = '\n'; // but for a continued line
        for (var i = 0; i < script.Length; i++)
        {
            var c = script[i];
            switch (c)
            {
                case '\\' when !hasBackticks:
                    i++;
                    if (i < script.Length && script[i] == '\n')
                    {
                        continue;
                    }

                    break;
                case '"':
                    inDoubleQuotes = !inDoubleQuotes;
                    break;
                case '\'' when isPlain && !inDoubleQuotes:
                    i = IndexOrEnd(script, '\'', i + 1);
                    break;
                case '#' when isPlain && !inDoubleQuotes && (char.IsWhiteSpace(previous) || previous is ';' or '&' or '|' or '('):
                    i = IndexOrEnd(script, '\n', i);
                    c = '\n';
                    break;
                case '$':
                    var rest = script.AsSpan(i + 1);
                    if (IsArgument(rest))
                    {
                        return true;
                    }

                    isPlain &= !StartsNesting(rest, inDoubleQuotes);
                    break;
                default:
                    if (IsWordEnd(previous) && (!inDoubleQuotes || !isPlain) && StartsWithHiddenReader(script.AsSpan(i)))
                    {
                        return true;
                    }

                    break;
            }

            previous = c;
        }

        return false;
    }

    private static int IndexOrEnd(string script, char c, int from)
    {
        var index = script.IndexOf(c, from);
        return index < 0 ? script.Length : index;
    }

    // $1, $@, $*, $#, ${1}, ${1:-x}, ${#}, ${#1}, ${@}, ${*}, ${!n}
    private static bool IsArgument(ReadOnlySpan<char> afterDollar) => afterDollar switch
    {
        [(>= '1' and <= '9') or '@' or '*' or '#', ..] => true,
        ['{', (>= '1' and <= '9') or '@' or '*' or '#' or '!', ..] => true,
        _ => false,
    };

    // $'...', "$(...)" and ${...}, unless it is just ${name}
    private static bool StartsNesting(ReadOnlySpan<char> afterDollar, bool inDoubleQuotes) => afterDollar switch
    {
        ['\'', ..] => !inDoubleQuotes,
        ['(', ..] => inDoubleQuotes,
        ['{', .. var name] => !name[NameLength(name)..].StartsWith('}'),
        _ => false,
    };

    private static bool StartsWithHiddenReader(ReadOnlySpan<char> text)
    {
        foreach (var word in HiddenReaders)
        {
            if (!text.StartsWith(word, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = text[word.Length..];
            return word switch
            {
                "." => rest is [' ' or '\t', _, ..], // "docker build ." is no reader
                "for" => rest is [var end, ..] && char.IsWhiteSpace(end) && !NamesItsList(rest),
                _ => rest.IsEmpty || IsWordEnd(rest[0]),
            };
        }

        return false;
    }

    // "for x in ..." walks its own list, "for x" the arguments.
    private static bool NamesItsList(ReadOnlySpan<char> afterFor)
    {
        var name = afterFor.TrimStart();
        return name[NameLength(name)..].TrimStart() is ['i', 'n', var end, ..] && IsWordEnd(end);
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '_'))
        {
            length++;
        }

        return length;
    }

    private static bool IsWordEnd(char c) => char.IsWhiteSpace(c) || c is ';' or '&' or '|' or '(' or ')' or '{' or '`' or '!' or '<' or '>';
}
