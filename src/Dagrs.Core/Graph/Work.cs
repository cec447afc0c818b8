using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>What happens when a task runs. It does not know when.</summary>
public abstract record Work
{
    private Work()
    {
    }

    /// <summary>Nothing: the task only joins its predecessors (a group). Takes no slot.</summary>
    public sealed record Join : Work
    {
        /// <summary>The only one needed.</summary>
        public static Join Instance { get; } = new();
    }

    /// <summary>A command is executed.</summary>
    /// <param name="Command">The command.</param>
    public sealed record Execute(Command Command) : Work;
}
