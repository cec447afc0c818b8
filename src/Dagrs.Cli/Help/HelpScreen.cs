using System.CommandLine;
using System.CommandLine.Invocation;
using Dagrs.Console.Help;
using Dagrs.Console.Terminals;

namespace Dagrs.Cli.Help;

/// <summary><c>-h</c>: an introduction for dagrs itself, the full reference for a command.</summary>
internal sealed class HelpScreen : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void AddTo(Command root) =>
        root.Options.Add(new Option<bool>("--help", "-h", "-?") { Description = "show this help", Recursive = true, Action = new HelpScreen() });

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var root = parseResult.RootCommandResult.Command;
        var text = command == root ? RootHelp.Of(root) : CommandHelp.Of(command, root);
        return Print.Text(text);
    }
}
