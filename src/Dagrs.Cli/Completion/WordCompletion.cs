using System.CommandLine;
using System.CommandLine.Completions;
using Dagrs.Console;

namespace Dagrs.Cli.Completion;

/// <summary>Completes the last word of a command line. Everything about commands and options comes from their model.</summary>
internal sealed class WordCompletion
{
    private readonly string _word;
    private readonly string[] _before;
    private readonly ParseResult _arguments;
    private readonly List<Option> _options;

    /// <param name="root">The model.</param>
    /// <param name="words">The words after the program's name; the last one is to be completed and may be empty.</param>
    public WordCompletion(Command root, string[] words)
    {
        (_before, _word) = words.Length == 0 ? ([], "") : (words[..^1], words[^1]);
        _arguments = CommandLineErrors.Parse(root, _before);
        _options =
        [
            .. Command.Options.Concat(root.Options.Where(option => option.Recursive)).Distinct().Where(option => !option.Hidden),
        ];
    }

    private Command Command => _arguments.CommandResult.Command;

    private bool IsAfterDashes => _before.Contains("--");

    /// <summary>The matching words with their meanings. None where a path is expected: the shell completes paths.</summary>
    public IEnumerable<Candidate> Candidates() => All()
        .Where(candidate => candidate.Word.StartsWith(_word, StringComparison.Ordinal) && !candidate.Word.Any(char.IsControl))
        .DistinctBy(candidate => candidate.Word);

    private IEnumerable<Candidate> All()
    {
        if (IsAfterDashes)
        {
            return OfArguments();
        }

        if (_before.Length > 0 && Find(_before[^1]) is { Arity.MinimumNumberOfValues: > 0 } waiting)
        {
            return ValuesOf(waiting);
        }

        if (!_word.StartsWith('-'))
        {
            // After a task, the name of a command would be one more task.
            var commands = Given(Command.Arguments).Any() ? [] : Command.Subcommands.Where(command => !command.Hidden);
            return commands.Select(command => new Candidate(command.Name, command.Description ?? "")).Concat(OfArguments().Where(argument => !argument.Word.StartsWith('-')));
        }

        var equals = _word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && Find(_word[..equals]) is { } named
            ? ValuesOf(named).Select(value => value with { Word = _word[..(equals + 1)] + value.Word })
            : _options.Where(option => _arguments.GetResult(option) is null or { Implicit: true }).SelectMany(NamesOf);
    }

    private Option? Find(string name) => _options.Find(option => option.Name == name || option.Aliases.Contains(name));

    private static IEnumerable<Candidate> NamesOf(Option option) =>
        option.Aliases.Append(option.Name).Where(name => name != "-?").Order(StringComparer.Ordinal).Select(name => new Candidate(name, option.Description ?? ""));

    private IEnumerable<Candidate> ValuesOf(Option option) => Words(option.GetCompletions(_arguments.GetCompletionContext()));

    private IEnumerable<Candidate> OfArguments() =>
        Command.Arguments.Where(argument => Given([argument]).Count() < argument.Arity.MaximumNumberOfValues).SelectMany(argument => Words(argument.GetCompletions(_arguments.GetCompletionContext())));

    private IEnumerable<string> Given(IEnumerable<Argument> arguments) =>
        arguments.SelectMany(argument => _arguments.GetResult(argument)?.Tokens ?? []).Select(token => token.Value);

    private static IEnumerable<Candidate> Words(IEnumerable<CompletionItem> items) =>
        items.Select(item => new Candidate(item.InsertText ?? item.Label, item.Detail ?? ""));

    /// <summary>A possible completion.</summary>
    /// <param name="Word">The word.</param>
    /// <param name="Summary">Its meaning; may be empty.</param>
    public sealed record Candidate(string Word, string Summary);
}
