using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>
/// The handle of a task in a graph. Only <see cref="DagBuilder"/> makes one, so whoever holds it holds a task that exists;
/// it knows neither its predecessors nor its state. Immutable.
/// </summary>
public sealed class TaskNode
{
    internal TaskNode(DagBuilder owner, int index, TaskSpec spec)
    {
        Owner = owner;
        Index = index;
        Spec = spec;
    }

    /// <summary>The identifier, unique in its graph.</summary>
    public string Id => Spec.Id;

    /// <summary>What people read; need not be unique.</summary>
    public string Name => Spec.Name;

    /// <summary>What happens when it runs.</summary>
    public Work Work => Spec.Work;

    /// <summary>How it runs.</summary>
    public TaskSettings Settings => Spec.Settings;

    /// <summary>The tags it can be selected by.</summary>
    public IReadOnlyList<string> Tags => Spec.Tags;

    /// <summary>Where it was written, if it comes from a file.</summary>
    public Origin? Origin => Spec.Origin;

    /// <summary>Position in the graph's topological order, from 0.</summary>
    public int Index { get; }

    /// <summary>Position among the tasks as their author wrote them, from 0.</summary>
    public int Position => Spec.Position ?? Index;

    internal DagBuilder Owner { get; }

    internal TaskSpec Spec { get; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
