using System.Collections.Frozen;

namespace Dagrs.Core.Expressions;

/// <summary>Suggests what to write instead of an unknown name or function, for users of other runners and for slips.</summary>
internal static class ForeignWords
{
    private const string ByTask = "write tasks.ID.state or tasks.ID.results.NAME";

    private static readonly FrozenDictionary<string, string> Operators = new Dictionary<string, string>
    {
        ["and"] = "'and' is written '&&'",
        ["or"] = "'or' is written '||'",
        ["not"] = "'not' is written '!'",
        ["eq"] = "values are compared by '=='",
        ["is"] = "values are compared by '=='",
        ["equals"] = "values are compared by '=='",
        ["ne"] = "values that differ are told by '!='",
        ["in"] = "write one-of(word, 'a b c')",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["always"] = "write when: always for a task that runs in any case",
        ["success"] = "leave it out: a task runs after success alone unless its 'when' says otherwise",
        ["failure"] = "write when: failure for a task that runs after a failure",
        ["cancelled"] = "write when: always, and tasks.ID.state == 'canceled' here",
        ["canceled"] = "write when: always, and tasks.ID.state == 'canceled' here",
        ["secrets"] = "a secret is a variable: write env.NAME, and name it under 'secrets'",
        ["github"] = "what GitHub tells is in variables: write env.GITHUB_REF and the like",
        ["gitlab"] = "what GitLab tells is in variables: write env.CI_COMMIT_REF_NAME and the like",
        ["needs"] = ByTask,
        ["jobs"] = ByTask,
        ["steps"] = ByTask,
        ["dependencies"] = ByTask,
        ["task"] = ByTask,
        ["runner"] = "write os or arch",
        ["strategy"] = "write matrix.KEY",
        ["inputs"] = "write params.NAME",
        ["parameters"] = "write params.NAME",
        ["vars"] = "write params.NAME, or env.NAME for a variable",
        ["variables"] = "write params.NAME, or env.NAME for a variable",
        ["var"] = "write params.NAME, or env.NAME for a variable",
        ["environment"] = "write env.NAME",
        ["null"] = "there is no 'null': what is unset or empty is told by default(a, '') == ''",
        ["none"] = "there is no 'none': what is unset or empty is told by default(a, '') == ''",
        ["nil"] = "there is no 'nil': what is unset or empty is told by default(a, '') == ''",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Functions = new Dictionary<string, string>
    {
        ["succeeded"] = Names["success"],
        ["failed"] = Names["failure"],
        ["startsWith"] = "write matches(text, 'start*')",
        ["endsWith"] = "write matches(text, '*end')",
        ["hasPrefix"] = "write matches(text, 'start*')",
        ["hasSuffix"] = "write matches(text, '*end')",
        ["match"] = "write matches(text, glob)",
        ["regex"] = "write matches(text, glob)",
        ["in"] = "write one-of(word, 'a b c')",
        ["coalesce"] = "write default(a, b)",
        ["format"] = "texts are put together outside of the braces, as in ${{ a }}-${{ b }}",
        ["join"] = "texts are put together outside of the braces, as in ${{ a }}-${{ b }}",
        ["concat"] = "texts are put together outside of the braces, as in ${{ a }}-${{ b }}",
        ["eq"] = "write a == b",
        ["ne"] = "write a != b",
        ["and"] = "write a && b",
        ["or"] = "write a || b",
        ["not"] = "write !a",
        ["env"] = "write env.NAME",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What to write instead of a word in the place of an operator.</summary>
    public static string? Operator(ReadOnlySpan<char> word) => Operators.GetValueOrDefault(word.ToString());

    /// <summary>The error for an unknown function.</summary>
    public static ExpressionError Function(string word, Token place) =>
        Functions.TryGetValue(word, out var mend) || Names.TryGetValue(word, out mend)
            ? Error(place, $"there is no '{word}()'; {mend}")
            : Error(place, $"there is no function {Shown.Name(word)}; the functions are {string.Join(", ", Expressions.Functions.Names)}") with
            {
                Unknown = word,
                Known = Expressions.Functions.Names,
            };

    /// <summary>The error for an unknown name.</summary>
    /// <param name="word">Its first word.</param>
    /// <param name="place">Its position.</param>
    /// <param name="hasPath">True when a dot or bracket follows, so that no quoted text was meant.</param>
    public static ExpressionError Name(string word, Token place, bool hasPath)
    {
        if (Names.TryGetValue(word, out var mend) || (!hasPath && Operators.TryGetValue(word, out mend)))
        {
            return Error(place, mend.Contains($"'{word}'", StringComparison.OrdinalIgnoreCase) ? mend : $"there is no '{word}' in an expression; {mend}");
        }

        if (word.Equals("true", StringComparison.OrdinalIgnoreCase) || word.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return Error(place, $"'true' and 'false' are written in small letters: write {word.ToLowerInvariant()}");
        }

        if (char.IsAsciiDigit(word[0]) || word[0] == '-')
        {
            return Error(place, "a number is a text like others: write it in single quotes");
        }

        return Error(place, hasPath
            ? $"no name begins with {Shown.Name(word)}; names begin with {string.Join(", ", ReferenceReader.Roots)}"
            : $"there is no name {Shown.Name(word)}; texts stand in single quotes, and names begin with {string.Join(", ", ReferenceReader.Roots)}") with
        {
            Unknown = word,
            Known = ReferenceReader.Roots,
        };
    }

    private static ExpressionError Error(Token place, string message) => new(message, place.Column, place.Length);
}
