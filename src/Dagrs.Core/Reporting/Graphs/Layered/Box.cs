namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>A task's place in a drawing.</summary>
/// <param name="Task">The task's number.</param>
/// <param name="Label">What stands in the box; its size is the box's.</param>
/// <param name="X">The left edge.</param>
/// <param name="Y">The upper edge.</param>
internal sealed record Box(int Task, Label Label, double X, double Y);
