using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>
/// The handle of a task in a graph. Only <see cref="DagBuilder"/> makes one, so whoever holds it holds a task that exists;
/// it knows neither its predecessors nor its state. Immutable and thread-safe.
/// </summary>
public class TaskNode
{
    private readonly TaskSpec? _spec; // of a task from a file; there are few things more that code can say

    internal TaskNode(DagBuilder owner, int index, TaskSpec spec)
    {
        Owner = owner;
        Index = index;
        (Id, Name, Work, Settings, _spec) = (spec.Id, spec.Name, spec.Work, spec.Settings, spec);
        Position = spec.Position ?? index;
    }

    internal TaskNode(DagBuilder owner, int index, string name, Work work, TaskSettings settings)
    {
        Owner = owner;
        Index = Position = index;
        (Id, Name, Work, Settings) = (name, name, work, settings);
    }

    /// <summary>The identifier, unique in its graph.</summary>
    public string Id { get; }

    /// <summary>What people read; need not be unique.</summary>
    public string Name { get; }

    /// <summary>What happens when it runs.</summary>
    public Work Work { get; }

    /// <summary>How it runs.</summary>
    public TaskSettings Settings { get; }

    /// <summary>The tags it can be selected by.</summary>
    public IReadOnlyList<string> Tags => _spec?.Tags ?? [];

    /// <summary>Where it was written, if it comes from a file.</summary>
    public Origin? Origin => _spec?.Origin;

    /// <summary>Position in the graph's topological order, from 0.</summary>
    public int Index { get; }

    /// <summary>Position among the tasks as their author wrote them, from 0.</summary>
    public int Position { get; }

    internal DagBuilder Owner { get; }

    /// <summary>Where its inputs come from when the graph lacks some of the tasks it comes after; null: from its predecessors, one after the other.</summary>
    internal IReadOnlyList<TaskInput>? Inputs => _spec?.Inputs;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
