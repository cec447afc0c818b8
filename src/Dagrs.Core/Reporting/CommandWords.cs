using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>The argv that a command is executed with, except for the outputs of predecessors, which follow.</summary>
internal static class CommandWords
{
    public static IReadOnlyList<string> Of(Command command, string task) => command switch
    {
        Command.Shell shell => shell.Call(task),
        Command.Program(var words) => words,
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };
}
