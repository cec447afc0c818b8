using Dagrs.Core.Events;

namespace Dagrs.Core.Reporting;

/// <summary>A root failure with the tail of its output.</summary>
/// <param name="Result">The result of the task.</param>
/// <param name="LastLines">The last 20 lines of its last attempt, sanitised and cut; none for a failure that is shown in one line only.</param>
internal sealed record FailedTask(TaskResult Result, IReadOnlyList<string> LastLines)
{
    /// <summary>True when it had the terminal, so that its output is unknown.</summary>
    public bool HadTerminal { get; init; }
}
