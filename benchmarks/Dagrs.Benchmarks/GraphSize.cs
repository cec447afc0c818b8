namespace Dagrs.Benchmarks;

/// <summary>Which graph.</summary>
/// <param name="Shape">What it looks like.</param>
/// <param name="Count">How many tasks it has.</param>
public sealed record GraphSize(Shape Shape, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Shape} {Count:N0}";
}
