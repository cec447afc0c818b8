using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>The words that a command is executed with, apart from the outputs of predecessors, which follow them.</summary>
internal static class CommandWords
{
    public static IReadOnlyList<string> Of(Command command, string task) => command switch
    {
        Command.Shell { Interpreter: var interpreter, Script: var script } => [.. interpreter.Words, script, .. interpreter.PassesName ? [task] : Array.Empty<string>()],
        Command.Program(var words) => words,
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };
}
