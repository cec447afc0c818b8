namespace Dagrs.Core.Reporting.Ci;

/// <summary>Breaks the given marks in a task's lines and lets all others through.</summary>
/// <param name="folding">The orders that fold, such as <c>[group</c>.</param>
internal sealed class FoldingMarks(params string[] folding) : OrderFilter
{
    public override byte[]? Defuse(ReadOnlySpan<byte> line) => OrderMarks.Break(line, folding);
}
