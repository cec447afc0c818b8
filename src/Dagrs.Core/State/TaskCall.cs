using Dagrs.Core.Model;

namespace Dagrs.Core.State;

/// <summary>What a task runs, with everything resolved just before it starts. Immutable.</summary>
/// <param name="Command">The command, fully resolved.</param>
/// <param name="Environment">The variables set by the file.</param>
/// <param name="Arguments">The outputs of predecessors: <c>$1</c>, <c>$2</c>, ... of a shell command.</param>
/// <param name="Directory">The working directory; null: that of dagrs.</param>
internal sealed record TaskCall(Command Command, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<ReadOnlyMemory<byte>> Arguments, string? Directory)
{
    /// <summary>Reports at once why the task is waiting; null: nobody listens.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>True when another task can see its standard output.</summary>
    public bool IsOutputWanted { get; init; }
}
