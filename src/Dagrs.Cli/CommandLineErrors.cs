using System.CommandLine;
using System.CommandLine.Parsing;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Cli;

/// <summary>What is wrong with a command line, in the words of dagrs.</summary>
internal static class CommandLineErrors
{
    public static IReadOnlyList<string> Of(ParseResult arguments)
    {
        var unknown = UnknownOptions(arguments).ToList();
        return unknown.Count > 0 ? unknown : [.. arguments.Errors.Select(error => Tidy(error.Message)).Distinct()];
    }

    // An option that nobody knows would otherwise be taken for the id of a task.
    private static IEnumerable<string> UnknownOptions(ParseResult arguments)
    {
        var known = arguments.CommandResult.Command.Options.Concat(arguments.RootCommandResult.Command.Options)
            .SelectMany(option => option.Aliases.Append(option.Name))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var afterDashes = arguments.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        var positional = arguments.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .SkipLast(afterDashes)
            .Select(token => token.Value)
            .Concat(arguments.UnmatchedTokens);
        foreach (var token in positional.Where(token => token.Length > 1 && token[0] == '-').Distinct())
        {
            var name = token.Split('=')[0];
            var meant = Suggestion.For(name, known) is { } near ? $"; did you mean '{near}'?" : "";
            yield return $"unknown option '{OneLine.Of(name, 100)}'{meant}";
        }
    }

    private static string Tidy(string message)
    {
        var words = message.Trim().TrimEnd('.');
        return words.Length > 1 && char.IsUpper(words[0]) && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }
}
