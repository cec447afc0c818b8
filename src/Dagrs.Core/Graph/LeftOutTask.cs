namespace Dagrs.Core.Graph;

/// <summary>A task of a file that is not in the graph that was built from it. Its dependents run as if it had succeeded.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Reason">Why it is left out.</param>
internal sealed record LeftOutTask(string Id, string Name, LeftOutReason Reason);
