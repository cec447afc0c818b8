using System.CommandLine;
using Dagrs.Core.Definition;

namespace Dagrs.Cli;

/// <summary>Options whose value is one of a few words, in any case.</summary>
internal static class Choice
{
    public static Option<T> Option<T>(string name, string description, params (string Word, T Value)[] choices)
    {
        var option = Create(name, description, choices);
        // Those that are there already come from the type of the value.
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. choices.Select(choice => choice.Word)]);
        return option;
    }

    private static Option<T> Create<T>(string name, string description, (string Word, T Value)[] choices) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', choices.Select(choice => choice.Word)),
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

            var words = choices.Select(choice => choice.Word).ToList();
            var meant = Suggestion.For(text, words) is { } near ? $"; did you mean '{near}'?" : "";
            result.AddError($"{name} must be one of {string.Join(", ", words)}, not '{text}'{meant}");
            return default;
        },
    };
}
