using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>All that a task is, apart from its place in the graph.</summary>
/// <param name="Id">The identifier, unique in its graph.</param>
/// <param name="Name">What people read.</param>
/// <param name="Work">What happens when it runs.</param>
internal sealed record TaskSpec(string Id, string Name, Work Work)
{
    /// <summary>Where it was written, if it comes from a file.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Position among the tasks as their author wrote them; by default the order of creation.</summary>
    public int? Position { get; init; }

    /// <summary>How it runs.</summary>
    public TaskSettings Settings { get; init; } = TaskSettings.Default;

    /// <summary>The tags it can be selected by; none is the rule.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where its inputs come from when tasks that it comes after are left out of the graph; null: from its predecessors, one after the other.</summary>
    internal IReadOnlyList<TaskInput>? Inputs { get; init; }
}
