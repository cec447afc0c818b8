namespace Dagrs.Slurm;

/// <summary>What one of Slurm's commands has said.</summary>
/// <param name="Problem">Why it is no answer, in one line; null: it is one.</param>
/// <param name="Text">What it wrote.</param>
internal readonly record struct ToolAnswer(string? Problem, string Text)
{
    /// <summary>True when nobody knows whether it did what it was asked: it took too long.</summary>
    public bool IsUnclear { get; init; }
}
