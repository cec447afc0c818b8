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
        ["eq"] = "compare values with '=='",
        ["is"] = "compare values with '=='",
        ["equals"] = "compare values with '=='",
        ["ne"] = "compare values with '!='",
        ["in"] = "write one-of(word, 'a b c')",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["always"] = "write when: always for a task that runs in any case",
        ["success"] = "leave it out: without 'when' a task runs only after success",
        ["failure"] = "write when: failure for a task that runs after a failure",
        ["cancelled"] = "write when: always, and tasks.ID.state == 'canceled' here",
        ["canceled"] = "write when: always, and tasks.ID.state == 'canceled' here",
        ["secrets"] = "a secret is a variable: write env.NAME, and list NAME under 'secrets'",
        ["github"] = "GitHub sets variables: write env.GITHUB_REF, for example",
        ["gitlab"] = "GitLab sets variables: write env.CI_COMMIT_REF_NAME, for example",
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
        ["null"] = "there is no 'null': test for unset or empty with default(a, '') == ''",
        ["none"] = "there is no 'none': test for unset or empty with default(a, '') == ''",
        ["nil"] = "there is no 'nil': test for unset or empty with default(a, '') == ''",
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
        ["format"] = "concatenate strings outside the braces, as in ${{ a }}-${{ b }}",
        ["join"] = "concatenate strings outside the braces, as in ${{ a }}-${{ b }}",
        ["concat"] = "concatenate strings outside the braces, as in ${{ a }}-${{ b }}",
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
            : Error(place, $"unknown function {Shown.Name(word)}; the functions are {string.Join(", ", Expressions.Functions.Names)}") with
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
            return Error(place, mend.Contains($"'{word}'", StringComparison.OrdinalIgnoreCase) ? mend : $"expressions have no '{word}': {mend}");
        }

        if (word.Equals("true", StringComparison.OrdinalIgnoreCase) || word.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return Error(place, $"'true' and 'false' are lower case: write {word.ToLowerInvariant()}");
        }

        if (char.IsAsciiDigit(word[0]) || word[0] == '-')
        {
            return Error(place, "a number is a string: put it in single quotes");
        }

        return Error(place, hasPath
            ? $"unknown name {Shown.Name(word)}; names begin with {string.Join(", ", ReferenceReader.Roots)}"
            : $"unknown name {Shown.Name(word)}; strings need single quotes, and names begin with {string.Join(", ", ReferenceReader.Roots)}") with
        {
            Unknown = word,
            Known = ReferenceReader.Roots,
        };
    }

    private static ExpressionError Error(Token place, string message) => new(message, place.Column, place.Length);
}
