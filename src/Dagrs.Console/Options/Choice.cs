using System.CommandLine;
using Dagrs.Core.Model;

namespace Dagrs.Console.Options;

/// <summary>Options whose value is one of a fixed set of words, in any case.</summary>
internal static class Choice
{
    public static Option<T> Option<T>(string name, string description, params (string Word, T Value)[] choices)
    {
        var words = Array.ConvertAll(choices, choice => choice.Word);
        var option = Create(name, description, choices, words);
        // The default completions come from the type of the value.
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        return option;
    }

    private static Option<T> Create<T>(string name, string description, (string Word, T Value)[] choices, string[] words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            foreach (var (word, value) in choices)
            {
                if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            var meant = Suggestion.For(text, words) is { } near ? $"; did you mean '{near}'?" : "";
            result.AddError($"{name} must be one of {string.Join(", ", words)}, not '{text}'{meant}");
            return default;
        },
    };
}
