namespace Dagrs.Core.Graph;

/// <summary>
/// Makes a <see cref="Dag"/> task by task. A dependency is a handle of a task added before, so the order of creation is a
/// topological order and a cycle cannot be written. Not thread-safe.
/// </summary>
public sealed class DagBuilder
{
    private readonly List<TaskNode> _tasks = [];
    private readonly List<int> _predecessors = [];
    private readonly List<int> _predecessorEnds = [];
    private readonly List<int> _lastSuccessor = []; // by task: the latest one added after it, so that a repeat is seen at once
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private bool _built;

    /// <summary>Adds a task that comes after the given ones.</summary>
    /// <param name="spec">What the task is.</param>
    /// <param name="after">The tasks it comes after; repeats are harmless.</param>
    /// <returns>The handle of the new task.</returns>
    /// <exception cref="ArgumentException">The id is taken, or a handle belongs to another builder.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Build"/> was called already.</exception>
    public TaskNode Add(TaskSpec spec, params ReadOnlySpan<TaskNode> after)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ThrowIfBuilt();
        foreach (var predecessor in after)
        {
            ArgumentNullException.ThrowIfNull(predecessor, nameof(after));
            if (predecessor.Owner != this)
            {
                throw new ArgumentException($"the task '{predecessor.Id}' belongs to another graph", nameof(after));
            }
        }

        // Last of the checks: a task that is refused leaves the builder as it was.
        if (!_ids.Add(spec.Id))
        {
            throw new ArgumentException($"a task with the id '{spec.Id}' was added already", nameof(spec));
        }

        foreach (var predecessor in after)
        {
            if (_lastSuccessor[predecessor.Index] != _tasks.Count)
            {
                _lastSuccessor[predecessor.Index] = _tasks.Count;
                _predecessors.Add(predecessor.Index);
            }
        }

        _lastSuccessor.Add(-1);
        _predecessorEnds.Add(_predecessors.Count);
        var node = new TaskNode(this, _tasks.Count, spec);
        _tasks.Add(node);
        return node;
    }

    /// <summary>Freezes the graph. The builder cannot be used afterwards.</summary>
    /// <exception cref="InvalidOperationException">It was called already.</exception>
    public Dag Build()
    {
        ThrowIfBuilt();
        _built = true;
        return new Dag([.. _tasks], Edges.FromEnds([.. _predecessorEnds], [.. _predecessors]));
    }

    private void ThrowIfBuilt()
    {
        if (_built)
        {
            throw new InvalidOperationException("the graph was built already; use a new builder");
        }
    }
}
