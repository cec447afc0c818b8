namespace Dagrs.Core.State;

/// <summary>What comes of the success of a task. Immutable.</summary>
/// <param name="Problem">Why it is a failure after all, in words that follow the name of the task; null: it is none.</param>
/// <param name="Warnings">What people should know, one line each.</param>
internal sealed record Conclusion(string? Problem, IReadOnlyList<string> Warnings)
{
    /// <summary>A success, and nothing to say.</summary>
    public static Conclusion Good { get; } = new(null, []);
}
