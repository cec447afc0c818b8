using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>A command and its variables, complete just before it starts.</summary>
/// <param name="Command">The command.</param>
/// <param name="Environment">All variables of the task.</param>
/// <param name="Problem">Why there is no command, in one line; null when there is one.</param>
internal sealed record LateCommand(Command Command, IReadOnlyDictionary<string, string> Environment, string? Problem = null)
{
    /// <summary>How the service is checked and stopped; null: it is no service.</summary>
    public ServiceSettings? Service { get; init; }
}
