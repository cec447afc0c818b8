using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>
/// A frozen graph of tasks in topological order. It knows predecessors and successors but nothing of runs, so it can run any number of times, also
/// concurrently. Immutable and thread-safe.
/// </summary>
public sealed class Dag
{
    private readonly TaskNode[] _tasks;
    private readonly TaskIds _ids;
    private readonly int[]? _byPosition; // null when declaration order and topological order are the same
    private readonly int[]? _places; // only in a part of a graph: by index in the whole graph, the index here, or -1

    // Computed on demand. Two threads that ask at the same time compute the same value twice.
    private int[]? _depths;
    private int[]? _heights;
    private Ranks? _ranks;
    private IReadOnlyList<TaskNode>? _order;
    private ServiceLinks? _services;

    internal Dag(TaskNode[] tasks, Edges predecessors, TaskIds ids, int[]? places = null)
    {
        _places = places;
        _tasks = tasks;
        _ids = ids;
        Predecessors = predecessors;
        _byPosition = SortByPosition(tasks);
        Successors = predecessors.Reversed(_byPosition);
    }

    /// <summary>All tasks, each after its predecessors.</summary>
    public IReadOnlyList<TaskNode> Tasks => _tasks;

    /// <summary>All tasks in the order that is printed; the same in each run.</summary>
    public IReadOnlyList<TaskNode> Order => _order ??= StableOrder.Of(this);

    /// <summary>A task by its id.</summary>
    /// <exception cref="KeyNotFoundException">There is no such task; the message suggests the name that was probably meant.</exception>
    public TaskNode this[string id] => Find(id) ?? throw new KeyNotFoundException(Unknown(id).Words);

    internal TaskNode? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _ids.IndexOf(id, _tasks) is >= 0 and var index ? _tasks[index] : null;
    }

    internal UnknownTask Unknown(string id) => new(id, Suggestion.For(id, _tasks.Select(task => task.Id)))
    {
        NameOf = [.. _tasks.Where(task => IsEqual(task.Name, id) && !IsEqual(task.Id, id)).Select(task => task.Id)],
    };

    internal Edges Predecessors { get; }

    /// <summary>For each task its direct successors, in declaration order.</summary>
    internal Edges Successors { get; }

    /// <summary>True when some task may have a value.</summary>
    internal bool HasValues { get; init; }

    /// <summary>True when some task declares resources.</summary>
    internal bool HasResources { get; init; }

    /// <summary>True when some task gets the terminal.</summary>
    internal bool HasInteractive { get; init; }

    /// <summary>True when some task has a run condition other than success.</summary>
    internal bool HasWhens { get; init; }

    /// <summary>True when some task is a service.</summary>
    internal bool HasServices { get; init; }

    /// <summary>The indices of the tasks that were requested by name; null: none was, and all are equally wanted.</summary>
    internal IReadOnlySet<int>? Named { get; init; }

    /// <summary>Which task needs which service; null: there are no services.</summary>
    internal ServiceLinks? Services => HasServices ? _services ??= ServiceLinks.Of(AsServiceGraph()) : null;

    /// <summary>What is masked in all output of its tasks; null: nothing.</summary>
    internal SecretValues? Secrets { get; init; }

    /// <summary>The file it was read from, as the user gave it; null: it was built in code.</summary>
    internal string? File { get; init; }

    /// <summary>For each task the number of the first command-line target that needs it; null when they do not differ.</summary>
    internal int[]? Goals { get; init; }

    internal Ranks Ranks => _ranks ??= new Ranks(MeasureHeights(), Successors, _byPosition, Goals);

    /// <summary>For each task the number of edges on the longest path from a root.</summary>
    internal ReadOnlySpan<int> Depths => _depths ??= MeasureDepths();

    /// <summary>For each task the number of edges on the longest path to a leaf.</summary>
    internal ReadOnlySpan<int> Heights => _heights ??= MeasureHeights();

    /// <summary>The direct predecessors of a task, in the order they were given.</summary>
    /// <exception cref="ArgumentException">The task belongs to another graph.</exception>
    public IReadOnlyList<TaskNode> PredecessorsOf(TaskNode task) => Nodes(Predecessors[IndexOf(task)]);

    /// <summary>The direct successors of a task.</summary>
    /// <exception cref="ArgumentException">The task belongs to another graph.</exception>
    public IReadOnlyList<TaskNode> SuccessorsOf(TaskNode task) => Nodes(Successors[IndexOf(task)]);

    /// <summary>A task by its index in the topological order.</summary>
    internal TaskNode Node(int index) => _tasks[index];

    /// <summary>The index of a task by its position in declaration order.</summary>
    internal int AtPosition(int place) => _byPosition is null ? place : _byPosition[place];

    /// <summary>The index of a task of this graph.</summary>
    /// <exception cref="ArgumentException">The task belongs to another graph, or was left out of this part of it.</exception>
    internal int IndexOf(TaskNode task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var index = PlaceOf(task);
        return (uint)index < (uint)_tasks.Length && ReferenceEquals(_tasks[index], task) ? index : throw WhyNotHere(task);
    }

    /// <summary>The index of a task that is known to be in this graph.</summary>
    internal int PlaceOf(TaskNode task) => _places is null ? task.Index : task.Index < _places.Length ? _places[task.Index] : -1;

    /// <summary>Some tasks of this graph and everything they need. The task objects are shared, so their handles work with both graphs.</summary>
    internal Dag Part(IEnumerable<TaskNode> targets)
    {
        var isWanted = new bool[_tasks.Length];
        foreach (var target in targets)
        {
            isWanted[IndexOf(target)] = true;
        }

        var targetsHere = HasServices ? (bool[])isWanted.Clone() : null;
        var tasks = new List<TaskNode>();
        var places = new int[_tasks.Length == 0 ? 0 : _tasks.Max(task => task.Index) + 1];
        Array.Fill(places, -1);
        for (var task = _tasks.Length - 1; task >= 0; task--)
        {
            if (isWanted[task])
            {
                tasks.Add(_tasks[task]);
                foreach (var predecessor in Predecessors[task])
                {
                    isWanted[predecessor] = true;
                }
            }
        }

        tasks.Reverse();
        var ids = new TaskIds(tasks.Count);
        var part = tasks.ToArray();
        var ends = new int[part.Length];
        var predecessors = new List<int>();
        for (var place = 0; place < part.Length; place++)
        {
            places[part[place].Index] = place;
            ids.TryAdd(part[place].Id, part);
            foreach (var predecessor in Predecessors[PlaceOf(part[place])])
            {
                predecessors.Add(places[_tasks[predecessor].Index]);
            }

            ends[place] = predecessors.Count;
        }

        return new Dag(part, Edges.FromEnds(ends, [.. predecessors]), ids, places) { HasValues = HasValues, HasResources = HasResources, HasInteractive = HasInteractive, HasWhens = HasWhens, HasServices = HasServices, Named = targetsHere is null ? null : part.Where(task => targetsHere[IndexOf(task)]).Select(task => places[task.Index]).ToHashSet(), Secrets = Secrets, File = File };
    }

    /// <summary>What is needed to tell which task needs which service.</summary>
    internal ServiceGraph AsServiceGraph() => new(Predecessors, Enumerable.Range(0, _tasks.Length).ToArray())
    {
        IsService = task => _tasks[task].IsService,
        IsAlways = task => _tasks[task].Settings.When == When.Always,
        IsGroup = task => _tasks[task].IsGroup,
        IsBridged = (task, before) => _tasks[task].Inputs is { } inputs && !inputs.Any(input => input.Predecessor != TaskInput.LeftOut && Predecessors[task][input.Predecessor] == before),
    };

    private ArgumentException WhyNotHere(TaskNode task) => new(
        _tasks.Length > 0 && task.Owner == _tasks[0].Owner && _places is not null
            ? $"the task '{task.Id}' was not part of the run: it is not a target, and no target needs it"
            : $"the task '{task.Id}' belongs to another graph",
        nameof(task));

    /// <summary>The chain of tasks with the highest total cost; ties go to the first found.</summary>
    internal IReadOnlyList<TaskNode> LongestPath(Func<int, TimeSpan> cost) =>
        Predecessors.LongestPath(Enumerable.Range(0, _tasks.Length), cost).ConvertAll(task => _tasks[task]);

    private static int[]? SortByPosition(TaskNode[] tasks)
    {
        var isSorted = true;
        for (var i = 1; i < tasks.Length && isSorted; i++)
        {
            isSorted = tasks[i - 1].Position < tasks[i].Position;
        }

        if (isSorted)
        {
            return null;
        }

        var order = Enumerable.Range(0, tasks.Length).ToArray();
        Array.Sort(order, (a, b) => tasks[a].Position.CompareTo(tasks[b].Position));
        return order;
    }

    private TaskNode[] Nodes(ReadOnlySpan<int> indexes)
    {
        var nodes = new TaskNode[indexes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = _tasks[indexes[i]];
        }

        return nodes;
    }

    private int[] MeasureDepths()
    {
        var depths = new int[_tasks.Length];
        for (var i = 0; i < depths.Length; i++)
        {
            foreach (var predecessor in Predecessors[i])
            {
                depths[i] = Math.Max(depths[i], depths[predecessor] + 1);
            }
        }

        return depths;
    }

    private int[] MeasureHeights()
    {
        var heights = new int[_tasks.Length];
        for (var i = heights.Length - 1; i >= 0; i--)
        {
            foreach (var predecessor in Predecessors[i])
            {
                heights[predecessor] = Math.Max(heights[predecessor], heights[i] + 1);
            }
        }

        return heights;
    }

    private static bool IsEqual(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
