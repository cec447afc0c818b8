using System.CommandLine;

namespace Dagrs.Console.Help;

/// <summary>The help of a command: all its arguments and options, and those inherited from the program. Everything comes from the model.</summary>
internal static class CommandHelp
{
    public static string Of(Command command, Command root)
    {
        var arguments = string.Concat(command.Arguments.Select(argument => " " + Usage(argument)));
        var text = new HelpText().Paragraph(command.Description ?? "").Line().Line("Usage").Row($"{(command == root ? "" : root.Name + " ")}{command.Name} [options]{arguments}", "");
        if (command.Arguments.Count > 0)
        {
            text.Line().Line("Arguments");
        }

        foreach (var argument in command.Arguments)
        {
            text.Row(argument.Name, argument.Description ?? "");
        }

        text.Line().Line("Options");
        foreach (var option in command.Options.Concat(root.Options.Where(option => option.Recursive)).Distinct().Where(option => !option.Hidden))
        {
            text.Row(HelpText.HeadOf(option), option.Description ?? "");
        }

        return text.ToString();
    }

    private static string Usage(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }
}
