namespace Dagrs.Core.Reporting.Ci;

/// <summary>Neutralises the given marks in a task's lines and passes all others through.</summary>
/// <param name="folding">The commands that fold, such as <c>[group</c>.</param>
internal sealed class FoldingMarks(params string[] folding) : OrderFilter
{
    public override byte[]? Defuse(ReadOnlySpan<byte> line) => OrderMarks.Break(line, folding);
}
