using Dagrs.Core.Model;

namespace Dagrs.Core.State;

/// <summary>What a task runs, with all that is known when it is about to start. Immutable.</summary>
/// <param name="Command">The command, nothing in it left open.</param>
/// <param name="Environment">The variables that the file adds.</param>
/// <param name="Arguments">The outputs of predecessors: the <c>$1</c>, <c>$2</c>, ... of a shell text.</param>
/// <param name="Directory">The working directory; null: that of dagrs.</param>
internal sealed record TaskCall(Command Command, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<ReadOnlyMemory<byte>> Arguments, string? Directory)
{
    /// <summary>Tells people at once why it does not go on; null: nobody listens.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>True when another task can see its standard output.</summary>
    public bool IsOutputWanted { get; init; }
}
