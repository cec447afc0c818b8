namespace Dagrs.Core.Graph;

/// <summary>What a condition came out as.</summary>
/// <param name="Runs">True when the task is to run.</param>
/// <param name="Problem">Why that cannot be said, in one line; null when it can.</param>
internal readonly record struct Verdict(bool Runs, string? Problem = null);
