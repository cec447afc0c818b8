namespace Dagrs.Core.Graph;

/// <summary>A task of a file that is not in the graph that was made of it. What comes after it runs as if it had succeeded.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people read.</param>
/// <param name="Reason">Why it is left out.</param>
internal sealed record LeftOutTask(string Id, string Name, LeftOutReason Reason);
