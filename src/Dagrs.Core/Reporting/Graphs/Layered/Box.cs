namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>The position of a task in a drawing.</summary>
/// <param name="Task">The index of the task.</param>
/// <param name="Label">The text in the box; its size is the size of the box.</param>
/// <param name="X">The left edge.</param>
/// <param name="Y">The upper edge.</param>
internal sealed record Box(int Task, Label Label, double X, double Y);
