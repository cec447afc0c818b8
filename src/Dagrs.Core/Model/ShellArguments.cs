using System.Globalization;

namespace Dagrs.Core.Model;

/// <summary>
/// Tells whether a shell script can use its arguments (<c>$1</c>, <c>$@</c>, ...). When in doubt the answer is yes: unused arguments are harmless,
/// missing ones are wrong.
/// </summary>
internal static class ShellArguments
{
    private static readonly string[] HiddenReaders = ["eval", "source", ".", "shift", "getopts", "for", "select", "trap"];

    /// <summary>
    /// The highest N for which a script certainly uses its argument <c>$N</c> or <c>${N}</c>. 0 when it uses none, gives it a default
    /// (<c>${1:-x}</c>), or changes its arguments: functions, <c>set</c>, <c>shift</c>.
    /// </summary>
    public static int HighestIn(string script)
    {
        // Each of these has arguments of its own, or its own quoting rules.
        var isUnsure = script.AsSpan().ContainsAny('`', '\\') || script.Contains("<<", StringComparison.Ordinal) || script.Contains("()", StringComparison.Ordinal);
        return isUnsure || HasWord(script, "function") || HasWord(script, "set") || HiddenReaders.Any(word => HasWord(script, word)) ? 0 : HighestOf(script);
    }

    /// <summary>
    /// True when a script certainly uses this argument as <c>$N</c> or <c>${N...}</c>: not in single quotes, and with nothing that changes its
    /// arguments.
    /// </summary>
    public static bool Names(string script, int number)
    {
        var isUnsure = script.Contains("<<", StringComparison.Ordinal) || script.Contains("()", StringComparison.Ordinal);
        return !isUnsure && !HasWord(script, "function") && !HasWord(script, "set") && !HasWord(script, "shift") && IsNamed(script, number);
    }

    // Quoting starts afresh inside $( ) and ${ }.
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
                    return 0; // quoting starts afresh in there
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
        // Here-documents, backticks, $'...' and anything nested in double quotes have their own rules for quotes and comments.
        // From there on nothing counts as quoted.
        var hasBackticks = script.Contains('`', StringComparison.Ordinal);
        var isPlain = !hasBackticks && !script.Contains("<<", StringComparison.Ordinal);
        var inDoubleQuotes = false;
        var previous = '\n'; // ignoring line continuations
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

    /// <summary>False when the script uses its arguments only by number, and not this one.</summary>
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
                "." => rest is [' ' or '\t', _, ..], // "docker build ." does not read them
                "for" => rest is [var end, ..] && char.IsWhiteSpace(end) && !NamesItsList(rest),
                _ => rest.IsEmpty || IsWordEnd(rest[0]),
            };
        }

        return false;
    }

    // "for x in ..." iterates over its own list, "for x" over the arguments.
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

    /// <summary>What follows a <c>$</c>, as far as it refers to arguments.</summary>
    /// <param name="Number">The number of the argument; 0: none by number.</param>
    /// <param name="MeansAll">True for <c>$@</c>, <c>$*</c>, <c>$#</c>, <c>${#1}</c>, and for <c>${!n}</c>, which may mean any of them.</param>
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

            // Without braces only the first digit counts: $12 is $1 followed by a 2.
            var end = name.IndexOfAnyExceptInRange('0', '9') is >= 0 and var other ? other : name.Length;
            var digits = isBraced ? end : Math.Min(end, 1);
            return int.TryParse(name[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new(number, MeansAll: false, IsPlain: !isBraced || name[digits..] is ['}', ..])
                : default;
        }
    }
}
