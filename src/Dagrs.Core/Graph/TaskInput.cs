namespace Dagrs.Core.Graph;

/// <summary>Where one of a task's inputs (<c>$1</c>, <c>$2</c>, ...) comes from, in a graph that lacks some of the task's predecessors.</summary>
/// <param name="Id">The id of the task whose output it is.</param>
/// <param name="Predecessor">Its position among the task's predecessors; <see cref="LeftOut"/> when it is not in the graph, so that the input is empty.</param>
internal sealed record TaskInput(string Id, int Predecessor)
{
    public const int LeftOut = -1;
}
