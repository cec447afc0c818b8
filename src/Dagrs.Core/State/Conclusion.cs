namespace Dagrs.Core.State;

/// <summary>The final verdict on a task that ended with success. Immutable.</summary>
/// <param name="Problem">Why it fails after all, phrased to follow the name of the task; null: it does not.</param>
/// <param name="Warnings">Warnings for the user, one line each.</param>
internal sealed record Conclusion(string? Problem, IReadOnlyList<string> Warnings)
{
    /// <summary>A success without warnings.</summary>
    public static Conclusion Good { get; } = new(null, []);
}
