using System.CommandLine;
using System.CommandLine.Parsing;
using Dagrs.Console.Options;
using Dagrs.Core.Model;
using Command = System.CommandLine.Command;

namespace Dagrs.Console;

/// <summary>Describes errors of a command line in the words of dagrs.</summary>
internal static class CommandLineErrors
{
    private const string NoValue = "Required argument missing for option: ";

    /// <summary>How every command line is parsed: <c>@name</c> is an ordinary word, not a response file.</summary>
    private static ParserConfiguration Parsing { get; } = new() { ResponseFileTokenReplacer = null };

    /// <summary>Parses a command line.</summary>
    public static ParseResult Parse(Command root, string[] words) => root.Parse(EmptyValues.Apart(words, root), Parsing);

    /// <summary>The errors of a command line; empty: it is right.</summary>
    public static IReadOnlyList<string> Of(ParseResult arguments)
    {
        var unknown = UnknownOptions(arguments).Concat(Misplaced(arguments)).ToList();
        return unknown.Count > 0 ? unknown
            : arguments.UnmatchedTokens.Count > 0 ? [.. arguments.UnmatchedTokens.Select(token => Surplus(arguments.CommandResult.Command, token))]
            : [.. arguments.Errors.Select(error => Tidy(error.Message)).Distinct()];
    }

    private static string Surplus(Command command, string token)
    {
        var what = $"'{command.Name}' takes no '{OneLine.Of(token, 100)}'";
        return command.Arguments.Count == 0 ? $"{what}; name a file with --yaml FILE" : $"{what} after {string.Join(' ', command.Arguments.Select(argument => argument.Name))}";
    }

    // An unknown option would otherwise be taken for the id of a task.
    private static IEnumerable<string> UnknownOptions(ParseResult arguments)
    {
        var afterDashes = arguments.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        var positional = new List<string>();
        foreach (var argument in arguments.CommandResult.Children.OfType<ArgumentResult>())
        {
            positional.AddRange(argument.Tokens.ToList().ConvertAll(token => token.Value));
        }

        positional.RemoveRange(Math.Max(positional.Count - afterDashes, 0), Math.Min(afterDashes, positional.Count));
        positional.AddRange(arguments.UnmatchedTokens);
        foreach (var token in positional.Where(token => token.Length > 1 && token[0] == '-').Distinct())
        {
            var name = token.Split('=')[0];
            var root = arguments.RootCommandResult.Command;
            // A short option may have its value attached, as in -j3.
            var elsewhere = name[1] == '-' || CommandsWith(name, root).Count > 0 ? name : name[..2];
            if (CommandsWith(elsewhere, root) is { Count: > 0 } others && !KnownOptions(arguments).Contains(elsewhere))
            {
                yield return NotHere(arguments.CommandResult.Command, elsewhere, others);
                continue;
            }

            var known = KnownOptions(arguments);
            // One letter is one edit away from every other letter, so only the same letter in the other case is worth suggesting.
            var near = name.Length > 2 ? Suggestion.For(name, known) : known.Find(other => other.Equals(name, StringComparison.OrdinalIgnoreCase));
            var meant = near is null ? "" : $"; did you mean '{near}'?";
            yield return $"unknown option '{OneLine.Of(name, 100)}'{meant}";
        }
    }

    private static string NotHere(Command command, string name, List<string> others)
    {
        var names = others.Count == 1 ? others[0] : $"{string.Join(", ", others.Take(others.Count - 1))} and {others[^1]}";
        return $"'{command.Name}' has no option '{OneLine.Of(name, 100)}'; {names} {(others.Count == 1 ? "has" : "have")} it";
    }

    private static List<string> CommandsWith(string option, Command root)
    {
        var commands = root.Subcommands.Prepend(root).Where(command => !command.Hidden && command.Options.Any(other => !other.Hidden && Has(other, option))).ToList();

        // Without a command it is the same as 'run'.
        return [.. commands.Where(command => command != root || !commands.Exists(other => other.Name == "run")).Select(command => command == root ? "'dagrs' alone" : $"'{command.Name}'")];
    }

    private static bool Has(Option option, string name) => option.Name == name || option.Aliases.Contains(name);

    private static List<string> KnownOptions(ParseResult arguments) =>
    [
        .. arguments.CommandResult.Command.Options.Concat(arguments.RootCommandResult.Command.Options.Where(option => option.Recursive))
            .SelectMany(option => option.Aliases.Append(option.Name))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    // The parser assigns options before a subcommand to the root command, where they would be dropped silently.
    private static IEnumerable<string> Misplaced(ParseResult arguments)
    {
        var command = arguments.CommandResult.Command;
        foreach (var token in arguments.Tokens.Where(token => token.Type == TokenType.Directive))
        {
            yield return $"unknown argument '{OneLine.Of(token.Value, 100)}'; if it is a task, write -- before it";
        }

        foreach (var result in command == arguments.RootCommandResult.Command ? [] : arguments.RootCommandResult.Children)
        {
            switch (result)
            {
                case OptionResult { Implicit: false, Option: { Recursive: false } option } given when !command.Options.Contains(option):
                    var name = given.IdentifierToken?.Value ?? option.Name;
                    yield return command.Options.Any(own => Has(own, name))
                        ? $"'{name}' must come after '{command.Name}'"
                        : NotHere(command, name, CommandsWith(name, arguments.RootCommandResult.Command));
                    break;
                case ArgumentResult { Tokens: [var task, ..] } given when !command.Arguments.Contains(given.Argument):
                    yield return $"'{command.Name}' takes no task; to run '{OneLine.Of(task.Value, 100)}' and a task '{command.Name}', write -- before them";
                    break;
            }
        }
    }

    private static string Tidy(string message)
    {
        var words = message.Trim().TrimEnd('.');
        if (words.StartsWith(NoValue, StringComparison.Ordinal))
        {
            return $"{words[NoValue.Length..]} needs a value";
        }

        return words.Length > 1 && char.IsUpper(words[0]) && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }
}
