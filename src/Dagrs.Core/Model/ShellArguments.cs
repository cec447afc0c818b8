using System.Globalization;

namespace Dagrs.Core.Model;

/// <summary>
/// Tells whether a shell text can see its arguments (<c>$1</c>, <c>$@</c>, ...). Where it cannot be told for sure the answer is yes:
/// a text that is handed arguments in vain is harmless, one that lacks them is wrong.
/// </summary>
internal static class ShellArguments
{
    private static readonly string[] HiddenReaders = ["eval", "source", ".", "shift", "getopts", "for", "select", "trap"];

    /// <summary>
    /// The highest N for which a text says <c>$N</c> or <c>${N}</c> and means an argument of its own, as far as that is sure; 0 when it says none, gives
    /// it a substitute (<c>${1:-x}</c>), or has arguments of another making: functions, <c>set</c>, <c>shift</c>.
    /// </summary>
    public static int HighestIn(string script)
    {
        // What follows has arguments of its own, or rules of its own for quotes.
        var isUnsure = script.AsSpan().ContainsAny('`', '\\') || script.Contains("<<", StringComparison.Ordinal) || script.Contains("()", StringComparison.Ordinal);
        return isUnsure || HasWord(script, "function") || HasWord(script, "set") || HiddenReaders.Any(word => HasWord(script, word)) ? 0 : HighestOf(script);
    }

    /// <summary>True when a text surely says <c>$N</c> or <c>${N...}</c> and means the argument of that number: not in single quotes, and with no arguments of another making.</summary>
    public static bool Names(string script, int number)
    {
        var isUnsure = script.Contains("<<", StringComparison.Ordinal) || script.Contains("()", StringComparison.Ordinal);
        return !isUnsure && !HasWord(script, "function") && !HasWord(script, "set") && !HasWord(script, "shift") && IsNamed(script, number);
    }

    // Quotes begin anew in $( ) and ${ }.
    private static bool IsNamed(string script, int number)
    {
        var open = new Stack<char>();
        for (var i = 0; i < script.Length; i++)
        {
            var inQuotes = open.TryPeek(out var last) && last == '"';
            switch (script[i])
            {
                case '\\':
                    i++;
                    break;
                case '"' when inQuotes:
                    open.Pop();
                    break;
                case '"':
                    open.Push('"');
                    break;
                case '\'' when !inQuotes:
                    i = IndexOrEnd(script, '\'', i + 1);
                    break;
                case '#' when !inQuotes && (i == 0 || char.IsWhiteSpace(script[i - 1]) || script[i - 1] is ';' or '&' or '|' or '('):
                    i = IndexOrEnd(script, '\n', i);
                    break;
                case ')' or '}' when script[i] == last:
                    open.Pop();
                    break;
                case '(' when !inQuotes:
                    open.Push(')');
                    break;
                case '$' when Mention.Behind(script.AsSpan(i + 1)).Number == number:
                    return true;
                case '$' when script.AsSpan(i + 1) is ['(' or '{', ..]:
                    open.Push(script[++i] == '(' ? ')' : '}');
                    break;
            }
        }

        return false;
    }

    private static bool HasWord(string script, string word)
    {
        for (var at = script.IndexOf(word, StringComparison.Ordinal); at >= 0; at = script.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || IsWordEnd(script[at - 1])) && (at + word.Length == script.Length || IsWordEnd(script[at + word.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static int HighestOf(string script)
    {
        var highest = 0;
        var inDoubleQuotes = false;
        for (var i = 0; i < script.Length; i++)
        {
            switch (script[i])
            {
                case '"':
                    inDoubleQuotes = !inDoubleQuotes;
                    break;
                case '\'' when !inDoubleQuotes:
                    i = IndexOrEnd(script, '\'', i + 1);
                    break;
                case '#' when !inDoubleQuotes && (i == 0 || char.IsWhiteSpace(script[i - 1]) || script[i - 1] is ';' or '&' or '|' or '('):
                    i = IndexOrEnd(script, '\n', i);
                    break;
                case '$' when script.AsSpan(i + 1) is ['{' or '(', ..] and var rest && inDoubleQuotes && !IsPlainName(rest):
                    return 0; // quotes begin anew in there
                case '$':
                    highest = Math.Max(highest, Mention.Behind(script.AsSpan(i + 1)) is { IsPlain: true, Number: var number } ? number : 0);
                    break;
            }
        }

        return highest;
    }

    private static bool IsPlainName(ReadOnlySpan<char> afterDollar) => afterDollar[0] == '{' && afterDollar[(1 + NameLength(afterDollar[1..]))..].StartsWith('}');

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
                    if (Mention.Behind(rest) is { MeansAny: true })
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

    /// <summary>False when the text reads its arguments by number alone, and not this one.</summary>
    public static bool MaySee(string script, int number)
    {
        var names = false;
        for (var at = script.IndexOf('$', StringComparison.Ordinal); at >= 0; at = script.IndexOf('$', at + 1))
        {
            var mention = Mention.Behind(script.AsSpan(at + 1));
            if (mention.MeansAll || mention.Number == number)
            {
                return true;
            }

            names |= mention.Number > 0;
        }

        return !names || HoldsHiddenReader(script);
    }

    private static bool HoldsHiddenReader(string script)
    {
        for (var i = 0; i < script.Length; i++)
        {
            if ((i == 0 || IsWordEnd(script[i - 1])) && StartsWithHiddenReader(script.AsSpan(i)))
            {
                return true;
            }
        }

        return false;
    }

    private static int IndexOrEnd(string script, char c, int from)
    {
        var index = script.IndexOf(c, from);
        return index < 0 ? script.Length : index;
    }

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

    /// <summary>What stands behind a <c>$</c>, as far as it means arguments.</summary>
    /// <param name="Number">The one that is meant; 0: none by its number.</param>
    /// <param name="MeansAll">True for <c>$@</c>, <c>$*</c>, <c>$#</c>, <c>${#1}</c> and for <c>${!n}</c>, of which nobody knows what it means.</param>
    /// <param name="IsPlain">True for <c>$1</c> and <c>${1}</c>; false for <c>${1:-x}</c>.</param>
    private readonly record struct Mention(int Number, bool MeansAll, bool IsPlain)
    {
        public bool MeansAny => MeansAll || Number > 0;

        public static Mention Behind(ReadOnlySpan<char> dollar)
        {
            var isBraced = dollar is ['{', ..];
            var name = isBraced ? dollar[1..] : dollar;
            if (name is ['@' or '*' or '#', ..] || (isBraced && name is ['!', ..]))
            {
                return new(0, MeansAll: true, IsPlain: false);
            }

            // Without braces only the first digit counts: $12 is $1 and a 2.
            var end = name.IndexOfAnyExceptInRange('0', '9') is >= 0 and var other ? other : name.Length;
            var digits = isBraced ? end : Math.Min(end, 1);
            return int.TryParse(name[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new(number, MeansAll: false, IsPlain: !isBraced || name[digits..] is ['}', ..])
                : default;
        }
    }
}
