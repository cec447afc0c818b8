using System.CommandLine;
using System.Text;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Completion;

/// <summary>
/// <c>dagrs completion SHELL</c>: the completion script of a shell; and the hidden command that the script calls for each
/// completion. The scripts contain no word of dagrs, so they stay correct when it changes.
/// </summary>
internal static class CompletionCommand
{
    public static void AddTo(Command root)
    {
        root.Subcommands.Add(ForShell());
        root.Subcommands.Add(ForWords(root));
    }

    private static Command ForShell()
    {
        var names = CompletionScripts.Shells.Keys.Order(StringComparer.Ordinal).ToList();
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", names), Arity = ArgumentArity.ExactlyOne };
        shell.CompletionSources.Add([.. names]);
        shell.Validators.Add(result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (text.Length > 0 && !names.Contains(text))
            {
                var meant = Suggestion.For(text, names) is { } near ? $"; did you mean '{near}'?" : "";
                result.AddError($"SHELL must be one of {string.Join(", ", names)}, not '{OneLine.Of(text, 100)}'{meant}");
            }
        });
        var command = new Command("completion", "Print the completion script for a shell.");
        command.Arguments.Add(shell);
        command.SetAction(arguments => Print.Text(CompletionScripts.Shells[arguments.GetRequiredValue(shell)]));
        return command;
    }

    private static Command ForWords(Command root)
    {
        var words = new Argument<string[]>("WORD") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(CompletionScripts.Question) { Hidden = true };
        command.Arguments.Add(words);
        command.SetAction(arguments =>
        {
            var answer = new StringBuilder();
            foreach (var (word, summary) in new WordCompletion(root, arguments.GetValue(words) ?? []).Candidates())
            {
                answer.Append(word).Append('\t').Append(OneLine.Of(summary, 100)).Append('\n');
            }

            return Print.Text(answer.ToString());
        });
        return command;
    }
}
