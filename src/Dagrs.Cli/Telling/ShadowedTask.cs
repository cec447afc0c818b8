using System.CommandLine;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Telling;

/// <summary>Warns about a task with the same name as the command that was typed: the command runs, not the task.</summary>
internal static class ShadowedTask
{
    public static void Tell(ParseResult arguments, DagDefinition definition)
    {
        var command = arguments.CommandResult.Command;
        if (command == arguments.RootCommandResult.Command || arguments.CommandResult.Tokens.Any(token => token.Value == command.Name))
        {
            return;
        }

        var tasks = definition.Tasks;
        for (var i = 0; i < tasks.Count; i++)
        {
            if (tasks[i].Id.Value == command.Name)
            {
                StandardError.WriteLine($"dagrs: note: '{command.Name}' is a command and a task of '{OneLine.Of(definition.Source.Path)}'; 'dagrs run {command.Name}' runs the task");
            }
        }
    }
}
