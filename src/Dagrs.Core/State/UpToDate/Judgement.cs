using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>Whether a task has to run, and the evidence. Immutable.</summary>
/// <param name="Look">The snapshot of its definition and inputs.</param>
/// <param name="Last">Its last success; null: none is known.</param>
/// <param name="Why">Why it runs, phrased to follow "runs: "; null: it is up to date.</param>
internal sealed record Judgement(Look Look, Success? Last, string? Why)
{
    /// <summary>Its last success with current marks, when files had to be read that these would save reading; null: there is nothing to save.</summary>
    public Success? Seen { get; init; }

    /// <summary>The differences from its last success, one line each; at most five.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>True when it need not run and nothing is wrong with it.</summary>
    public bool IsUpToDate => Why is null && Look.Problem is null;
}
