namespace Dagrs.Core.Graph;

/// <summary>Where one of a task's inputs (<c>$1</c>, <c>$2</c>, ...) will come from.</summary>
/// <param name="Id">The id of the task whose output it is.</param>
/// <param name="Task">That task; null when it is left out, so that the input is empty.</param>
internal sealed record PlannedInput(string Id, TaskNode? Task);
