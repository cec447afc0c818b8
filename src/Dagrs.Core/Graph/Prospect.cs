namespace Dagrs.Core.Graph;

/// <summary>What a run would do with a task, as far as can be predicted. Immutable.</summary>
/// <param name="Verdict">Whether the task would run.</param>
internal sealed record Prospect(ProspectVerdict Verdict)
{
    /// <summary>The task whose outcome decides, where that cannot be predicted yet; null: none.</summary>
    public TaskNode? DependsOn { get; init; }

    /// <summary>Why it would run; empty when there is nothing to say.</summary>
    public string Why { get; init; } = "";

    /// <summary>What differs from its last success, one line each; at most five.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];
}
