using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Replaces expressions in the service settings of a task by their values.</summary>
internal static class ServiceTexts
{
    /// <summary>The settings with one text replaced.</summary>
    /// <param name="service">The settings.</param>
    /// <param name="part">Which text.</param>
    /// <param name="index">The index of the word, for a list.</param>
    /// <param name="text">The text.</param>
    public static ServiceSettings With(this ServiceSettings service, OpenPart part, int index, string text) => part switch
    {
        OpenPart.Ready when service.Ready is { } ready => service with { Ready = ready with { Text = text } },
        OpenPart.ReadyWord when service.Ready is { Command: Command.Program(var words) } ready => service with { Ready = ready with { Command = Replace(words, index, text) } },
        OpenPart.StopWord when service.StopCommand is Command.Program(var words) => service with { StopCommand = Replace(words, index, text) },
        _ => service,
    };

    /// <summary>The settings with their scripts assigned to the interpreter of the task.</summary>
    public static ServiceSettings ReadBy(this ServiceSettings service, Interpreter? interpreter) => interpreter is null ? service : service with
    {
        Ready = service.Ready is { Command: { } command } ready ? ready with { Command = ReadBy(command, interpreter) } : service.Ready,
        StopCommand = service.StopCommand is { } stop ? ReadBy(stop, interpreter) : null,
    };

    /// <summary>A command whose script is assigned to an interpreter, or split into words where there is none.</summary>
    public static Command ReadBy(Command command, Interpreter interpreter) => command switch
    {
        Command.Shell(var script) when interpreter == Interpreter.None => new Command.Program(WordSplitter.Split(script) ?? [script]),
        Command.Shell shell => shell with { Interpreter = interpreter },
        _ => command,
    };

    private static Command.Program Replace(IReadOnlyList<string> words, int index, string text)
    {
        string[] all = [.. words];
        all[index] = text;
        return new(all);
    }
}
