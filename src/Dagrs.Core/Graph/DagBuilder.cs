using Dagrs.Core.Model;
using static Dagrs.Core.Graph.Functions;

namespace Dagrs.Core.Graph;

/// <summary>
/// Builds a <see cref="Dag"/> task by task. A dependency is the handle of a task added before, so the order of creation is a topological order and a
/// cycle cannot be expressed. Not thread-safe.
/// </summary>
/// <param name="capacity">How many tasks are expected; more are fine.</param>
public sealed partial class DagBuilder(int capacity = 0)
{
    private const int FewEdges = 16;

    private readonly TaskIds _ids = new(capacity);
    private TaskNode[] _tasks = new TaskNode[capacity];
    private int _count;
    private int[] _starts = new int[capacity + 1]; // by task: where its predecessors start in the flat array
    private int[] _predecessors = new int[capacity];
    private int _edges;
    private int[] _lastSuccessor = []; // by task: its latest successor with many predecessors, counted from 1
    private bool _hasValues;
    private bool _hasResources;
    private bool _hasInteractive;
    private bool _hasWhens;
    private bool _hasServices;
    private bool _built;

    /// <summary>Adds a task with the given predecessors.</summary>
    /// <param name="spec">What the task is.</param>
    /// <param name="after">Its predecessors; duplicates are harmless.</param>
    /// <returns>The handle of the new task.</returns>
    /// <exception cref="ArgumentException">
    /// The id is taken, a handle belongs to another builder, an option does not fit this kind of task, or a command would see only the type name of a
    /// predecessor's value.
    /// </exception>
    /// <exception cref="InvalidOperationException"><see cref="Build"/> was already called.</exception>
    internal TaskNode Add(TaskSpec spec, params ReadOnlySpan<TaskNode> after)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Enter(spec.Id, nameof(spec), spec.Work, [], after);
        return Keep(new TaskNode(this, _count, spec));
    }

    /// <summary>Adds a command; its value is its standard output as text, without the last line break.</summary>
    /// <param name="name">The name; becomes the id, so it must be unique.</param>
    /// <param name="command">What to run; a shell script sees the values of its predecessors as <c>$1</c>, <c>$2</c>, ...</param>
    /// <param name="options">Its options; null: the defaults.</param>
    /// <param name="after">Its predecessors.</param>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<string> Add(string name, Command command, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after)
    {
        ArgumentNullException.ThrowIfNull(command);
        var settings = options?.ToSettings();
        return AddTyped<string>(name, new Work.Execute(command.In(settings?.Shell)), settings, [], after);
    }

    /// <summary>Adds a group: a task that only joins others.</summary>
    /// <inheritdoc cref="Add(string, Command, TaskOptions, ReadOnlySpan{TaskNode})" path="/param"/>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode AddGroup(string name, params ReadOnlySpan<TaskNode> after)
    {
        Enter(name, nameof(name), Work.Join.Instance, [], after);
        return Keep(new TaskNode(this, _count, name, Work.Join.Instance, null));
    }

    /// <summary>Adds a task of a type of your own.</summary>
    /// <inheritdoc cref="Add(string, Command, TaskOptions, ReadOnlySpan{TaskNode})" path="/param"/>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<T> Add<T>(IDagTask<T> task, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after)
    {
        ArgumentNullException.ThrowIfNull(task);
        return AddTyped<T>(task.Name, task.RunAsync, CodeOf(task.RunAsync), options, [], after);
    }

    /// <summary>Freezes the graph. The builder cannot be used afterwards.</summary>
    /// <exception cref="InvalidOperationException">It was already called.</exception>
    /// <exception cref="ArgumentException">A task needs a service but may start only after that service has stopped.</exception>
    public Dag Build()
    {
        var dag = BuildFor(goals: null);
        return dag.Services?.Conflict(dag.AsServiceGraph()) is var (task, service, waiter)
            ? throw new ArgumentException($"the task '{dag.Node(task).Id}' {ServiceWords.OfConflict(dag.Node(service).Id, dag.Node(waiter).Id, isSame: task == waiter)}")
            : dag;
    }

    /// <summary>Freezes the graph.</summary>
    /// <param name="goals">For each task the number of the first command-line target that needs it; null when they do not differ.</param>
    /// <param name="secrets">What is masked; null: nothing.</param>
    /// <param name="file">The file it was read from; null: none.</param>
    /// <param name="named">The indices of the tasks that were requested by name; null: none.</param>
    internal Dag BuildFor(int[]? goals, SecretValues? secrets = null, string? file = null, IReadOnlySet<int>? named = null)
    {
        ThrowIfBuilt();
        _built = true;
        Array.Resize(ref _tasks, _count);
        Array.Resize(ref _starts, _count + 1);
        return new Dag(_tasks, new Edges(_starts, _predecessors), _ids) { HasValues = _hasValues, HasResources = _hasResources, HasInteractive = _hasInteractive, HasWhens = _hasWhens, HasServices = _hasServices, Goals = goals, Named = named, Secrets = secrets, File = file };
    }

    // The work is a Work, or whatever TaskNode accepts in place of one.
    private TaskNode<T> AddTyped<T>(string name, Delegate run, object work, TaskOptions? options, ReadOnlySpan<TaskNode> inputs, ReadOnlySpan<TaskNode> after)
    {
        ArgumentNullException.ThrowIfNull(run);
        return AddTyped<T>(name, Awaited<T>.IsNeeded ? Awaited<T>.By(work) : work, options?.ToCodeSettings(), inputs, after);
    }

    private TaskNode<T> AddTyped<T>(string name, object work, TaskSettings? settings, ReadOnlySpan<TaskNode> inputs, ReadOnlySpan<TaskNode> after)
    {
        Enter(name, nameof(name), work, inputs, after);
        return Keep(new TaskNode<T>(this, _count, name, work, settings));
    }

    private TaskNode AddPlain(string name, Delegate run, object work, TaskOptions? options, ReadOnlySpan<TaskNode> inputs, ReadOnlySpan<TaskNode> after)
    {
        ArgumentNullException.ThrowIfNull(run);
        var settings = options?.ToCodeSettings();
        Enter(name, nameof(name), work, inputs, after);
        return Keep(new TaskNode(this, _count, name, work, settings));
    }

    // All checks come before any change, so a rejected task leaves the builder as it was.
    private void Enter(string id, string parameter, object work, ReadOnlySpan<TaskNode> inputs, ReadOnlySpan<TaskNode> after)
    {
        ArgumentException.ThrowIfNullOrEmpty(id, parameter);
        ThrowIfBuilt();
        CheckInputs(inputs);
        CheckHandles(after, nameof(after));
        if (work is Work.Execute { Command: Command.Shell { UsesArguments: true } shell })
        {
            ShellValues.Check(id, shell, after);
        }

        if (!_ids.TryAdd(id, _tasks.AsSpan(0, _count)))
        {
            throw new ArgumentException($"a task with the id '{id}' already exists", parameter);
        }

        MakeRoom(inputs.Length + after.Length);
        AddEdges(inputs);
        AddEdges(after);
    }

    // The caller owns the list and may change it, so the task reads a copy.
    private TaskNode[] Handles<T>(ref IReadOnlyList<TaskNode<T>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        inputs = [.. inputs];
        TaskNode[] handles = [.. inputs];
        CheckHandles(handles, nameof(inputs));
        return handles;
    }

    private void CheckInputs(ReadOnlySpan<TaskNode> inputs)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i]?.Owner != this)
            {
                CheckHandles(inputs[i..(i + 1)], $"input{i + 1}");
            }

            if (_hasInteractive && inputs[i].Settings.Interactive)
            {
                throw new ArgumentException($"the output of '{inputs[i].Id}' is not captured, because it has the terminal; write it to a file instead", $"input{i + 1}");
            }
        }
    }

    private void CheckHandles(ReadOnlySpan<TaskNode> handles, string parameter)
    {
        foreach (var handle in handles)
        {
            ArgumentNullException.ThrowIfNull(handle, parameter);
            if (handle.Owner != this)
            {
                throw new ArgumentException($"the task '{handle.Id}' belongs to another graph", parameter);
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
        _hasResources |= node.Settings.Resources.Count > 0;
        _hasInteractive |= node.Settings.Interactive;
        _hasWhens |= node.Settings.When != When.Success;
        _hasServices |= node.IsService;
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
            throw new InvalidOperationException("the graph is already built; use a new builder");
        }
    }
}
