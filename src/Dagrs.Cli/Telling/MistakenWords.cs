using System.CommandLine;
using Dagrs.Cli.Help;
using Dagrs.Console.Terminals;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Telling;

/// <summary>Suggests what was meant by words that are in the place of tasks and are not tasks.</summary>
internal sealed class MistakenWords(Command root, ParseResult arguments)
{
    private const int LongestName = 100;

    // After a command every word belongs to that command.
    private IReadOnlyList<string> Words => arguments.CommandResult.Command == root
        ? [.. arguments.CommandResult.Tokens.Select(token => token.Value)]
        : [];

    /// <summary>Answers <c>dagrs help</c> and <c>dagrs version</c> where no task has that name.</summary>
    /// <returns>The exit code; null when something else was typed.</returns>
    public int? TryAnswer() => Words switch
    {
        ["help"] => Print.Text(RootHelp.Of(root)),
        ["version"] => Print.Text(ProductVersion.Text + "\n"),
        _ => null,
    };

    /// <inheritdoc cref="TryAnswer()"/>
    public int? TryAnswer(UnknownTaskException wrong) => Words is [var first, ..] && wrong.Unknown[0].Name == first ? TryAnswer() : null;

    /// <summary>The messages about unknown tasks, one line each, and suggestions.</summary>
    public IEnumerable<string> Explain(UnknownTaskException wrong)
    {
        var lines = wrong.Message.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var task = wrong.Unknown[i];
            yield return task is { Suggestion: null, NameOf.Count: 0 } && CommandNear(task.Name) is { } command ? $"{lines[i]}; did you mean the command '{command}'?" : lines[i];
        }

        foreach (var task in wrong.Unknown)
        {
            if (task.Suggestion is not null && CommandNear(task.Name) is { } command)
            {
                yield return $"or did you mean the command '{command}'?";
            }
        }

        if (wrong.Unknown.FirstOrDefault(task => File.Exists(task.Name)) is { } file)
        {
            yield return $"'{OneLine.Of(file.Name)}' is a file; to use it, write --yaml {OneLine.Of(file.Name)}";
        }
    }

    /// <summary>Words that are almost commands, when no file defines the tasks.</summary>
    public IEnumerable<string> Hints() =>
        Words.Take(1).Where(word => CommandNear(word) is not null).Select(word => $"'{OneLine.Of(word, LongestName)}' is not a command; did you mean '{CommandNear(word)}'?");

    // Only the first word can be a command.
    private string? CommandNear(string word) => Words is [var first, ..] && word == first
        ? Suggestion.For(word, root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).Concat(["help", "version"]))
        : null;
}
