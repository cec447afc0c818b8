using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>Whether a task has to run, and by what that was seen. Immutable.</summary>
/// <param name="Look">What the task is and reads.</param>
/// <param name="Last">Its last success; null: none is known.</param>
/// <param name="Why">Why it runs, in words that follow "runs: "; null: it is up to date.</param>
internal sealed record Judgement(Look Look, Success? Last, string? Why)
{
    /// <summary>Its last success with the marks of now, when files had to be read that need not be read again; null: there is nothing to gain.</summary>
    public Success? Seen { get; init; }

    /// <summary>What differs from its last success, one line each; at most five.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>True when it need not run, and can.</summary>
    public bool IsUpToDate => Why is null && Look.Problem is null;
}
