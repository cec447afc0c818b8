using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>
/// Makes a <see cref="Dag"/> task by task. A dependency is a handle of a task added before, so the order of creation is a
/// topological order and a cycle cannot be written. Not thread-safe.
/// </summary>
/// <param name="capacity">How many tasks are expected; more are fine.</param>
public sealed partial class DagBuilder(int capacity = 0)
{
    private readonly List<TaskNode> _tasks = new(capacity);
    private readonly List<int> _predecessors = new(capacity);
    private readonly List<int> _predecessorEnds = new(capacity);
    private readonly List<int> _lastSuccessor = new(capacity); // by task: the latest one added after it, so that a repeat is seen at once
    private readonly HashSet<string> _ids = new(capacity, StringComparer.Ordinal);
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
        Enter(spec.Id, [], after);
        return Keep(new TaskNode(this, _tasks.Count, spec));
    }

    /// <summary>Adds a command; its value is its standard output as text, without the last line break.</summary>
    /// <param name="name">The name; becomes the id, so it must be unique.</param>
    /// <param name="command">What to run; a shell text sees the values of its predecessors as <c>$1</c>, <c>$2</c>, ...</param>
    /// <param name="options">What else is to be said of it.</param>
    /// <param name="after">The tasks it comes after.</param>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<string> Add(string name, Command command, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<string>(name, new Work.Execute(command), options, [], after);

    /// <summary>Adds a group: a task that only joins others.</summary>
    /// <inheritdoc cref="Add(string, Command, TaskOptions, ReadOnlySpan{TaskNode})" path="/param"/>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode AddGroup(string name, params ReadOnlySpan<TaskNode> after) => AddPlain(name, Work.Join.Instance, null, [], after);

    /// <summary>Adds a task of a type of your own.</summary>
    /// <inheritdoc cref="Add(string, Command, TaskOptions, ReadOnlySpan{TaskNode})" path="/param"/>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<T> Add<T>(IDagTask<T> task, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after)
    {
        ArgumentNullException.ThrowIfNull(task);
        return AddTyped<T>(task.Name, new Work.Code(async context => await task.RunAsync(context).ConfigureAwait(false)), options, [], after);
    }

    /// <summary>Freezes the graph. The builder cannot be used afterwards.</summary>
    /// <exception cref="InvalidOperationException">It was called already.</exception>
    public Dag Build()
    {
        ThrowIfBuilt();
        _built = true;
        return new Dag([.. _tasks], Edges.FromEnds(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_predecessorEnds), [.. _predecessors]));
    }

    private TaskNode<T> AddTyped<T>(string name, Work work, TaskOptions? options, ReadOnlySpan<TaskNode> inputs, ReadOnlySpan<TaskNode> after)
    {
        Enter(name, inputs, after);
        return Keep(new TaskNode<T>(this, _tasks.Count, name, work, options?.ToSettings() ?? TaskSettings.Default));
    }

    private TaskNode AddPlain(string name, Work work, TaskOptions? options, ReadOnlySpan<TaskNode> inputs, ReadOnlySpan<TaskNode> after)
    {
        Enter(name, inputs, after);
        return Keep(new TaskNode(this, _tasks.Count, name, work, options?.ToSettings() ?? TaskSettings.Default));
    }

    private void Enter(string id, ReadOnlySpan<TaskNode> inputs, ReadOnlySpan<TaskNode> after)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ThrowIfBuilt();
        CheckHandles(inputs);
        CheckHandles(after);

        // Last of the checks: a task that is refused leaves the builder as it was.
        if (!_ids.Add(id))
        {
            throw new ArgumentException($"a task with the id '{id}' was added already", nameof(id));
        }

        AddEdges(inputs);
        AddEdges(after);
        _predecessorEnds.Add(_predecessors.Count);
    }

    private void CheckHandles(ReadOnlySpan<TaskNode> predecessors)
    {
        foreach (var predecessor in predecessors)
        {
            ArgumentNullException.ThrowIfNull(predecessor, "after");
            if (predecessor.Owner != this)
            {
                throw new ArgumentException($"the task '{predecessor.Id}' belongs to another graph", nameof(predecessors));
            }
        }
    }

    private void AddEdges(ReadOnlySpan<TaskNode> predecessors)
    {
        foreach (var predecessor in predecessors)
        {
            if (_lastSuccessor[predecessor.Index] != _tasks.Count)
            {
                _lastSuccessor[predecessor.Index] = _tasks.Count;
                _predecessors.Add(predecessor.Index);
            }
        }
    }

    private TNode Keep<TNode>(TNode node)
        where TNode : TaskNode
    {
        _lastSuccessor.Add(-1);
        _tasks.Add(node);
        return node;
    }

    private void ThrowIfBuilt()
    {
        if (_built)
        {
            throw new InvalidOperationException("the graph was built already; use a new builder");
        }
    }
}
