using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>
/// Makes a <see cref="Dag"/> task by task. A dependency is a handle of a task added before, so the order of creation is a
/// topological order and a cycle cannot be written. Not thread-safe.
/// </summary>
/// <param name="capacity">How many tasks are expected; more are fine.</param>
public sealed partial class DagBuilder(int capacity = 0)
{
    private const int FewEdges = 16;

    private readonly TaskIds _ids = new(capacity);
    private TaskNode[] _tasks = new TaskNode[capacity];
    private int _count;
    private int[] _starts = new int[capacity + 1]; // by task: where its predecessors start
    private int[] _predecessors = new int[capacity];
    private int _edges;
    private int[] _lastSuccessor = []; // by task: the latest task with many predecessors that comes after it, counted from 1
    private bool _hasValues;
    private bool _hasPools;
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
        return Keep(new TaskNode(this, _count, spec));
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
    public Dag Build() => BuildFor(goals: null);

    /// <summary>Freezes the graph.</summary>
    /// <param name="goals">For each task the number of the first of the texts on the command line that needs it; null when they do not differ.</param>
    internal Dag BuildFor(int[]? goals)
    {
        ThrowIfBuilt();
        _built = true;
        Array.Resize(ref _tasks, _count);
        Array.Resize(ref _starts, _count + 1);
        return new Dag(_tasks, new Edges(_starts, _predecessors), _ids) { HasValues = _hasValues, HasPools = _hasPools, Goals = goals };
    }

    // The work is a Work or what TaskNode takes in place of one.
    private TaskNode<T> AddTyped<T>(string name, object work, TaskOptions? options, ReadOnlySpan<TaskNode> inputs, ReadOnlySpan<TaskNode> after)
    {
        Enter(name, inputs, after);
        return Keep(new TaskNode<T>(this, _count, name, work, options?.ToSettings()));
    }

    private TaskNode AddPlain(string name, object work, TaskOptions? options, ReadOnlySpan<TaskNode> inputs, ReadOnlySpan<TaskNode> after)
    {
        ArgumentNullException.ThrowIfNull(work);
        Enter(name, inputs, after);
        return Keep(new TaskNode(this, _count, name, work, options?.ToSettings()));
    }

    private void Enter(string id, ReadOnlySpan<TaskNode> inputs, ReadOnlySpan<TaskNode> after)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ThrowIfBuilt();
        CheckHandles(inputs);
        CheckHandles(after);

        // Last of the checks: a task that is refused leaves the builder as it was.
        if (!_ids.TryAdd(id, _tasks.AsSpan(0, _count)))
        {
            throw new ArgumentException($"a task with the id '{id}' was added already", nameof(id));
        }

        MakeRoom(inputs.Length + after.Length);
        AddEdges(inputs);
        AddEdges(after);
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
            if (!IsRepeat(predecessor.Index))
            {
                _predecessors[_edges++] = predecessor.Index;
            }
        }
    }

    private bool IsRepeat(int predecessor)
    {
        var own = _predecessors.AsSpan(_starts[_count].._edges);
        if (own.Length < FewEdges)
        {
            return own.Contains(predecessor);
        }

        var number = _count + 1;
        if (own.Length == FewEdges)
        {
            Array.Resize(ref _lastSuccessor, Math.Max(_lastSuccessor.Length, _tasks.Length));
            foreach (var seen in own)
            {
                _lastSuccessor[seen] = number;
            }
        }

        var isRepeat = _lastSuccessor[predecessor] == number;
        _lastSuccessor[predecessor] = number;
        return isRepeat;
    }

    private TNode Keep<TNode>(TNode node)
        where TNode : TaskNode
    {
        _tasks[_count++] = node;
        _starts[_count] = _edges;
        _hasValues |= node.HasValue;
        _hasPools |= node.Settings.Pool is not null;
        return node;
    }

    private void MakeRoom(int edges)
    {
        if (_count == _tasks.Length)
        {
            Array.Resize(ref _tasks, Math.Max(4, _count * 2));
            Array.Resize(ref _starts, _tasks.Length + 1);
        }

        if (_edges + edges > _predecessors.Length)
        {
            Array.Resize(ref _predecessors, Math.Max(_edges + edges, _edges * 2));
        }
    }

    private void ThrowIfBuilt()
    {
        if (_built)
        {
            throw new InvalidOperationException("the graph was built already; use a new builder");
        }
    }
}
