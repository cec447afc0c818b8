using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>Reads one of a fixed set of words.</summary>
internal static class ChoiceReader
{
    public static Located<T>? Choice<T>(ValueReader value, params ReadOnlySpan<(string Word, T Value)> choices) => Choice(value, null, choices);

    /// <param name="value">The reader.</param>
    /// <param name="meaningOf">The word that another one probably means, where similarity does not tell; null: similarity alone decides.</param>
    /// <param name="choices">The words and their values.</param>
    public static Located<T>? Choice<T>(ValueReader value, Func<string, string?>? meaningOf, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var place = value.Place;
        if (value.Text() is not { } text)
        {
            return null;
        }

        var words = new List<string>();
        foreach (var (word, meaning) in choices)
        {
            if (word == text)
            {
                return new(meaning, place);
            }

            words.Add(word);
        }

        value.Report(ProblemCode.BadValue, place, $"{value.Subject} must be one of {Quoted.Names(words)}, not {Quoted.Name(text)}", meaningOf?.Invoke(text) ?? Suggestion.For(text, words));
        return null;
    }
}
