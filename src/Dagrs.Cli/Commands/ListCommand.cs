using System.CommandLine;
using System.CommandLine.Invocation;
using Dagrs.Cli.Options;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs list</c> and <c>dagrs -l</c>: the tasks of the file, or the selected ones, in file order. Runs nothing.</summary>
/// <param name="file">Selects the file.</param>
/// <param name="selection">Selects the tasks.</param>
/// <param name="input">Parameters, which can decide whether a task exists.</param>
/// <param name="rootFormat">The format for <c>-l</c>.</param>
internal sealed class ListCommand(TaskFileOptions file, SelectionOptions selection, RunInputOptions input, Option<ListFormat> rootFormat)
{
    /// <summary>The option that is equivalent to the command.</summary>
    public const string OptionName = "--list";

    public void AddTo(Command root)
    {
        var format = ListFormats.CreateOption("output format (default: text)");
        var command = new Command("list", "List the tasks of the file: id, name and summary.");
        selection.AddTo(command);
        input.AddTo(command);
        command.Options.Add(format);
        command.SetAction(arguments => PrintTasks(arguments, arguments.GetValue(format)));
        root.Subcommands.Add(command);
        root.Options.Add(new Option<bool>(OptionName, "-l") { Description = "list the tasks of the file, run nothing", Action = new Shorthand(this) });
    }

    private int PrintTasks(ParseResult arguments, ListFormat format)
    {
        var definition = file.Read(arguments);
        var list = Resolver.List(definition, selection.Read(arguments), input.ReadForShow(arguments));
        return Print.Text(format == ListFormat.Json ? TaskListJson.Of(list) : TaskListText.Of(list));
    }

    private int PrintShort(ParseResult arguments) => PrintTasks(arguments, arguments.GetValue(rootFormat));

    private sealed class Shorthand(ListCommand list) : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override int Invoke(ParseResult parseResult) => list.PrintShort(parseResult);
    }
}
