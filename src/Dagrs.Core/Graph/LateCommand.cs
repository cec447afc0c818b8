using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>A command and its variables, complete at last.</summary>
/// <param name="Command">The command.</param>
/// <param name="Environment">All variables of the task.</param>
/// <param name="Problem">Why there is none, in one line; null when there is.</param>
internal sealed record LateCommand(Command Command, IReadOnlyDictionary<string, string> Environment, string? Problem = null)
{
    /// <summary>How it is checked and stopped; null: it is no service.</summary>
    public ServiceSettings? Service { get; init; }
}
