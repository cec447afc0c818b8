using Dagrs.Core.Events;

namespace Dagrs.Core.Reporting;

/// <summary>A root failure with what it wrote last.</summary>
/// <param name="Result">What has become of the task.</param>
/// <param name="LastLines">The last 20 lines of its last attempt, made harmless, long ones cut; none for a failure that is shown in one line only.</param>
internal sealed record FailedTask(TaskResult Result, IReadOnlyList<string> LastLines)
{
    /// <summary>True when it had the terminal, so that nobody knows what it wrote.</summary>
    public bool HadTerminal { get; init; }
}
