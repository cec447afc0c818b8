namespace Dagrs.Slurm;

/// <summary>The answer of one of Slurm's commands.</summary>
/// <param name="Problem">Why it failed, in one line; null: it did not.</param>
/// <param name="Text">Its standard output.</param>
internal readonly record struct ToolAnswer(string? Problem, string Text)
{
    /// <summary>True when it timed out, so that it is unknown whether it did its work.</summary>
    public bool IsUnclear { get; init; }
}
