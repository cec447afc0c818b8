using System.CommandLine;
using System.CommandLine.Invocation;
using Dagrs.Core.Definition;

namespace Dagrs.Cli;

/// <summary><c>dagrs list</c> and <c>dagrs -l</c>: the tasks of the file in its order. Runs nothing.</summary>
internal static class ListCommand
{
    public static void AddTo(RootCommand root, FileOptions file)
    {
        var format = Choice.Option("--format", "how it is printed (default: text)", ("text", ListFormat.Text), ("json", ListFormat.Json));
        var command = new Command("list", "Print the tasks of the file: id, name and summary.");
        command.Options.Add(format);
        command.SetAction(arguments => Print(file, arguments, arguments.GetValue(format)));
        root.Subcommands.Add(command);
        root.Options.Add(new Option<bool>("--list", "-l") { Description = "print the tasks of the file, run nothing", Action = new Shorthand(file) });
    }

    private static int Print(FileOptions file, ParseResult arguments, ListFormat format)
    {
        var definition = file.Read(arguments);
        Resolver.Resolve(definition);
        Answer.Write(format == ListFormat.Json ? TaskListJson.Of(definition.Tasks) : TaskListText.Of(definition.Tasks));
        return ExitCode.Success;
    }

    private sealed class Shorthand(FileOptions file) : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override int Invoke(ParseResult parseResult) => Print(file, parseResult, ListFormat.Text);
    }
}
