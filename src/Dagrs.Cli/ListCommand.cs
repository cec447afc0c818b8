using System.CommandLine;
using System.CommandLine.Invocation;
using Dagrs.Core.Definition;

namespace Dagrs.Cli;

/// <summary><c>dagrs list</c> and <c>dagrs -l</c>: the tasks of the file, or those selected, in its order. Runs nothing.</summary>
internal sealed class ListCommand(FileOptions file, SelectionOptions selection)
{
    public void AddTo(Command root)
    {
        var format = Choice.Option("--format", "how it is printed (default: text)", ("text", ListFormat.Text), ("json", ListFormat.Json));
        var command = new Command("list", "Print the tasks of the file: id, name and summary.");
        selection.AddTo(command);
        command.Options.Add(format);
        command.SetAction(arguments => PrintTasks(arguments, arguments.GetValue(format)));
        root.Subcommands.Add(command);
        root.Options.Add(new Option<bool>("--list", "-l") { Description = "print the tasks of the file, run nothing", Action = new Shorthand(this) });
    }

    private int PrintTasks(ParseResult arguments, ListFormat format)
    {
        var definition = file.Read(arguments);
        var leftOut = Resolver.Select(definition, selection.Read(arguments)).LeftOut.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        var tasks = definition.Tasks.Where(task => !leftOut.Contains(task.Id.Value)).ToList();
        return Print.Text(format == ListFormat.Json ? TaskListJson.Of(tasks) : TaskListText.Of(tasks));
    }

    private sealed class Shorthand(ListCommand list) : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override int Invoke(ParseResult parseResult) => list.PrintTasks(parseResult, ListFormat.Text);
    }
}
