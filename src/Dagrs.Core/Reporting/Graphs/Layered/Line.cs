namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>A line from one column of a drawing to the next: horizontal up to the bend, then curved.</summary>
/// <param name="HasHead">True when it ends at a task's box.</param>
internal readonly record struct Line(double StartX, double StartY, double BendX, double EndX, double EndY, bool HasHead)
{
    /// <summary>The vertex at which it begins: a task, or a point of a long edge.</summary>
    public int From { get; init; }

    /// <summary>The vertex at which it ends.</summary>
    public int To { get; init; }
}
