using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Dagrs.Cli.Help;

/// <summary><c>-h</c>: for dagrs itself a screen that teaches, for a command all about it.</summary>
internal sealed class HelpScreen : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpScreen();
        option.Description = "show this help";
    }

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var text = command is RootCommand root ? RootHelp.Of(root) : CommandHelp.Of(command, parseResult.RootCommandResult.Command);
        return Print.Text(text);
    }
}
