namespace Dagrs.Core.Reporting.Ci;

/// <summary>Filters the headings in one task's lines: all of them fold, so all are neutralised; Buildkite has no other commands.</summary>
internal sealed class BuildkiteHeadings : OrderFilter
{
    public override byte[]? Defuse(ReadOnlySpan<byte> line) => Buildkite.Break(line);

    public override bool IsOrder(ReadOnlySpan<byte> line) => false;

    public override bool HoldsOrder(ReadOnlySpan<byte> line) => false;
}
