namespace Dagrs.Core.Graph;

/// <summary>The result of a condition.</summary>
/// <param name="Runs">True when the task is to run.</param>
/// <param name="Problem">Why the condition has no result, in one line; null when it has one.</param>
internal readonly record struct Verdict(bool Runs, string? Problem = null);
