using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Turns names into handles: the only place that can meet an unknown task or a cycle. After it neither exists any more.
/// Takes O(V + E) for a good file and uses no recursion.
/// </summary>
internal sealed class Resolver
{
    private const int MostEdges = 20_000_000; // by way of words that mean many tasks

    private readonly DagDefinition _definition;
    private readonly ProblemList _problems = new();
    private readonly Dictionary<string, int> _indexes;
    private readonly TaskSettings _defaults;
    private readonly string _folder; // relative folders count from the file's own
    private readonly Expanded? _expanded; // null for a plain file
    private readonly Given _given;
    private readonly Filler _filler;
    private Families? _families;
    private LateReferences? _late;

    private Resolver(DagDefinition definition, Given given)
    {
        _given = given;
        SecretFinder.Find(definition, given);
        _folder = definition.Source.Path is "-" ? "." : Path.GetDirectoryName(definition.Source.Path) is { Length: > 0 } folder ? folder : ".";
        _expanded = Expansion.IsPlain(definition) ? null : Expansion.Expand(definition, _folder, given, definition.Surroundings ?? throw new InvalidOperationException("the definition of a file that asks for more than it says must be read by WorkflowFile"), _problems);
        _definition = definition = _expanded?.Definition ?? definition;
        _indexes = new(definition.Tasks.Count, StringComparer.Ordinal);
        _defaults = definition.Defaults.Over(definition.Environment.Count == 0 ? TaskSettings.Default : new() { Environment = definition.Environment });
        _filler = new(_problems, definition.SecretValues);
    }

    private bool IsFine => _definition.Problems.Count == 0 && _problems.Count == 0;

    /// <summary>Checks a definition and builds nothing.</summary>
    /// <param name="definition">What a parser made of a file.</param>
    /// <returns>What is right and probably not meant.</returns>
    /// <exception cref="InvalidFileException">The definition is wrong; carries every problem, and what is probably not meant as well.</exception>
    public static IReadOnlyList<Problem> Check(DagDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var notes = definition.Notes.Concat(CommandCheck.Notes(definition)).ToList();
        try
        {
            var resolver = new Resolver(definition, Given.Nothing);
            resolver.LinkAndCheck();
            resolver.FillAll();
            return InOrder(notes);
        }
        catch (InvalidFileException wrong) when (notes.Count > 0)
        {
            throw new InvalidFileException(wrong.Text, InOrder(wrong.Problems.Concat(notes)));
        }
    }

    /// <summary>Checks a definition and builds its graph.</summary>
    /// <param name="definition">What a parser made of a file.</param>
    /// <param name="tasks">The tasks that are wanted; they and all that they need make the graph. Null or none: every task.</param>
    /// <exception cref="InvalidFileException">The definition is wrong; carries every problem.</exception>
    /// <exception cref="UnknownTaskException">The definition is right and one of the tasks does not exist.</exception>
    /// <param name="given">What the caller says besides; null: nothing.</param>
    public static Dag Resolve(DagDefinition definition, IReadOnlyList<string>? tasks = null, Given? given = null) =>
        Select(definition, tasks is null ? new() { NoDefault = true } : new() { Tasks = tasks }, given).Dag;

    /// <summary>The tasks of a file that are selected, as people are shown them: one with a matrix once.</summary>
    /// <inheritdoc cref="Select" path="/exception"/>
    public static IReadOnlyList<TaskDefinition> List(DagDefinition definition, Selection selection, Given given)
    {
        var resolver = new Resolver(definition, given);
        var (after, order) = resolver.LinkAndCheck();
        var reasons = new Selector(resolver._definition, resolver.Find, after, order).Select(selection with { NoDefault = true });
        var tasks = resolver._definition.Tasks.Where((_, task) => reasons[task] is null).Select(task => task.Scope is null ? task : resolver._filler.Fill(task).Task)
            .DistinctBy(task => task.Instance?.Family.Id ?? task.Id.Value, StringComparer.Ordinal)
            .Select(task => task.Instance is { } instance ? task with { Id = task.Id with { Value = instance.Family.Id }, Name = NameAsWritten(task, instance.Family.Id) } : task).ToList();
        return tasks.Count > 0 ? tasks : throw new SelectionException("no task is left: every one is skipped, or not between where to begin and where to end");
    }

    private static string NameAsWritten(TaskDefinition task, string id) =>
        task.Scope!.File.Tasks.FirstOrDefault(one => task.Scope.Prefix + one.Id.Value == id)?.Name ?? task.Name;

    /// <summary>All tasks of a file as far as they are known, for completion: nothing is wrong with it.</summary>
    public static IReadOnlyList<TaskDefinition> TasksOf(DagDefinition definition)
    {
        try
        {
            var resolver = new Resolver(definition, Given.Nothing);
            return [.. resolver._definition.Tasks, .. resolver._definition.Tasks.Select(task => task.Instance).OfType<Instance>().Select(instance => instance.Family.Id).Distinct().SelectMany(id => definition.Tasks.Where(task => task.Id.Value == id))];
        }
        catch (Exception wrong) when (wrong is InvalidFileException or ParameterException)
        {
            return definition.Tasks;
        }
    }

    /// <summary>Checks a definition and builds the graph of those of its tasks that are wanted.</summary>
    /// <param name="definition">What a parser made of a file.</param>
    /// <param name="selection">The tasks that are wanted.</param>
    /// <exception cref="InvalidFileException">The definition is wrong, also where it is not wanted; carries every problem.</exception>
    /// <exception cref="UnknownTaskException">The definition is right and the selection means a task that does not exist.</exception>
    /// <exception cref="SelectionException">The selection leaves no task.</exception>
    /// <param name="given">What the caller says besides; null: nothing.</param>
    public static Selected Select(DagDefinition definition, Selection selection, Given? given = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(selection);
        var resolver = new Resolver(definition, given ?? Given.Nothing);
        var (after, order) = resolver.LinkAndCheck();
        var selector = new Selector(resolver._definition, resolver.Find, after, order);
        var reasons = selector.Select(selection);
        var leftOut = resolver.LeftOut(reasons);
        if (leftOut.Count == resolver._definition.Tasks.Count)
        {
            throw new SelectionException("no task is left: every one is skipped, or not between where to begin and where to end");
        }

        Assembler? assembler = null;
        assembler = new Assembler(after, order, leftOut.Count == 0 ? null : reasons, (task, inputs) => resolver.Spec(task, inputs, assembler!, selector));
        var dag = assembler.Build(selector.Goals, definition.SecretValues is { IsEmpty: false } secrets ? secrets : null);
        resolver.ThrowWhatIsWrong();
        return new(dag, leftOut) { Resources = resolver._definition.Resources.ToDictionary(one => one.Key, one => one.Value.Value, StringComparer.Ordinal) };
    }

    /// <summary>The handles of tasks by their ids.</summary>
    /// <exception cref="UnknownTaskException">The graph lacks one of them; carries all that it lacks.</exception>
    public static IReadOnlyList<TaskNode> Find(Dag dag, params IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(dag);
        var nodes = dag.Tasks.ToDictionary(task => task.Id, StringComparer.Ordinal);
        var unknown = ids.Where(id => !nodes.ContainsKey(id)).ToList();
        return unknown.Count == 0
            ? [.. ids.Select(id => nodes[id])]
            : throw new UnknownTaskException([.. unknown.Select(dag.Unknown)]);
    }

    // As the file goes. A cycle stands at many places, so cycles follow, the shortest first as they were found; then what has no place.
    private static IReadOnlyList<Problem> InOrder(IEnumerable<Problem> problems) =>
    [
        .. problems.OrderBy(problem => problem.Code == ProblemCode.Cycle ? (int.MaxValue - 1, 0) : problem.Place.IsKnown ? (problem.Place.Line, problem.Place.Column) : (int.MaxValue, 0)),
    ];

    private (Edges After, List<int> Order) LinkAndCheck()
    {
        var after = Link();
        var order = TopologicalOrder(after);
        var isLinked = _problems.All.All(problem => problem.Code is not (ProblemCode.UnknownTask or ProblemCode.DuplicateKey)) && _definition.IsComplete;
        Check(after, order);
        CheckDefault();
        if (_expanded is not null && isLinked && order.Count == after.Count)
        {
            _late = new LateReferences(_definition.Tasks, FindForExpression, after, _problems);
            _late.Check();
        }

        return IsFine ? (after, order) : throw new InvalidFileException(_definition.Source, InOrder(_definition.Problems.Concat(_problems.All)));
    }

    private Edges Link()
    {
        var tasks = _definition.Tasks;
        for (var i = 0; i < tasks.Count; i++)
        {
            if (!_indexes.TryAdd(tasks[i].Id.Value, i))
            {
                var first = tasks[_indexes[tasks[i].Id.Value]];
                Report(tasks[i], ProblemCode.DuplicateKey, tasks[i].Id.Place, $"task {Quoted.Name(tasks[i].Id.Value)} is declared twice" + (first.Scope == tasks[i].Scope ? "" : $"; the first is {FileScope.PlaceOf(first.Scope!, first.Id.Place)}"));
            }
        }

        var ends = new int[tasks.Count];
        var targets = new List<int>(tasks.Count);
        UnknownPredecessors? unknown = null;
        for (var i = 0; i < tasks.Count; i++)
        {
            var named = tasks[i].After;
            for (var j = 0; j < named.Count; j++) // no enumerator for each of many tasks
            {
                var (id, place) = named[j];
                if (!_indexes.TryGetValue(id, out var predecessor))
                {
                    if (!AddMany(i, id, place, targets) && _definition.IsComplete)
                    {
                        _problems.Add((unknown ??= new(tasks, _indexes)).Of(tasks[i].Id.Value, id, place, isHeard: !_problems.IsFull) with { Source = tasks[i].Scope?.File.Source });
                    }
                }
                else if (predecessor == i)
                {
                    Report(tasks[i], ProblemCode.SelfDependency, place, $"task {Quoted.Name(id)} comes after itself");
                }
                else
                {
                    targets.Add(predecessor);
                }
            }

            ends[i] = targets.Count;
        }

        return Edges.FromEnds(ends, [.. targets]);
    }

    /// <summary>Every task that is on no cycle and after none, each after its predecessors.</summary>
    private static List<int> TopologicalOrder(Edges after)
    {
        var successors = after.Reversed();
        var waiting = new int[after.Count];
        var order = new List<int>(after.Count);
        for (var i = 0; i < waiting.Length; i++)
        {
            waiting[i] = after[i].Length;
            if (waiting[i] == 0)
            {
                order.Add(i);
            }
        }

        for (var next = 0; next < order.Count; next++)
        {
            foreach (var successor in successors[order[next]])
            {
                if (--waiting[successor] == 0)
                {
                    order.Add(successor);
                }
            }
        }

        return order;
    }

    private void Check(Edges after, List<int> order)
    {
        foreach (var problem in CommandCheck.Problems(_definition, _defaults, _folder))
        {
            _problems.Add(problem);
        }

        foreach (var task in _definition.Tasks)
        {
            CheckResources(task);
        }

        if (order.Count < after.Count)
        {
            ReportCycles(after, order);
        }

        if (_definition.Endpoints.Value == Endpoints.ExactlyOne && IsFine)
        {
            CheckEndpoints(after, "start");
            CheckEndpoints(after.Reversed(), "end");
        }

        if (_definition.Tasks.Count == 0 && IsFine)
        {
            Report(ProblemCode.NoTasks, default, "there are no tasks");
        }
    }

    private void CheckResources(TaskDefinition task)
    {
        if ((task.Command is null && task.Action is null) || (task.Settings.Resources.Count == 0 && _defaults.Resources.Count == 0 && task.Scope is null))
        {
            return; // most, and there are many
        }

        foreach (var problem in ResourceCheck.Problems(task, task.Settings.Over(task.Scope?.File.Defaults ?? _defaults), _definition.Resources))
        {
            _problems.Add(problem);
        }
    }

    private void CheckDefault()
    {
        var selector = new Selector(_definition, Find, Edges.FromEnds([], []), []);
        foreach (var word in _definition.IsComplete ? _definition.Default ?? [] : [])
        {
            if (selector.ProblemOf(word.Value) is { } unknown)
            {
                _problems.Add(new(ProblemCode.UnknownTask, word.Place, $"'default': {unknown.What}") { Suggestion = unknown.Suggestion });
            }
        }
    }

    private FilledTask Fill(TaskDefinition task)
    {
        var filled = _filler.Fill(task);
        if (task.Open.Concat(task.Scope!.File.OpenDefaults).Any(open => open.Part == OpenPart.Resource))
        {
            foreach (var problem in ResourceCheck.Problems(task, filled.Settings, _definition.Resources))
            {
                _problems.Add(problem);
            }
        }

        return filled;
    }

    private void ReportCycles(Edges after, List<int> order)
    {
        foreach (var cycle in new CycleFinder(after, order).Find())
        {
            var scope = _definition.Tasks[cycle[0]].Scope;
            var edges = cycle.Select((task, i) => (Task: task, Edge: Edge(task, cycle[(i + 1) % cycle.Count]))).Where(edge => _definition.Tasks[edge.Task].Scope == scope).Select(edge => edge.Edge).ToList();
            var names = cycle.Append(cycle[0]).Select(i => OneLine.Of(_definition.Tasks[i].Id.Value, 100));
            _problems.Add(new(ProblemCode.Cycle, edges[0].Place, $"dependency cycle: {CycleFinder.Shorten(names.ToList(), " -> ")}")
            {
                Notes = CycleFinder.Shorten(edges),
                Source = scope?.File.Source,
            });
        }
    }

    private Located<string> Edge(int task, int predecessor)
    {
        var (from, to) = (_definition.Tasks[task], _definition.Tasks[predecessor].Id.Value);
        var place = from.After.OrderBy(after => after.Value == to ? 0 : FindMany(after.Value, out _)?.Contains(predecessor) == true ? 1 : 2).First().Place;
        return new($"{Quoted.Name(from.Id.Value)} comes after {Quoted.Name(to)}", place);
    }

    private void CheckEndpoints(Edges before, string word)
    {
        var ends = Enumerable.Range(0, before.Count).Where(i => before[i].IsEmpty).Select(i => _definition.Tasks[i].Id).ToList();
        if (ends.Count > 1)
        {
            var names = Quoted.Names(ends.Select(id => id.Value));
            var place = _definition.Endpoints.Place.IsKnown ? _definition.Endpoints.Place : ends[1].Place;
            _problems.Add(new(ProblemCode.Endpoints, place, $"endpoints are single, and there are {ends.Count} {word} tasks: {names}")
            {
                Notes = [.. ends.Select(id => new Located<string>($"{Quoted.Name(id.Value)} is {(word == "end" ? "an end" : "a start")} task", id.Place))],
            });
        }
    }

    /// <summary>All tasks by the word, where it is the id of none: those of a matrix, of a choice, of an alias.</summary>
    private List<int>? FindMany(string word, out string? problem)
    {
        problem = null;
        if (_expanded is null)
        {
            return null;
        }

        _families ??= new Families(_definition.Tasks);
        return _families.Find(word, out problem) ?? OfAliases(word);
    }

    // Also in a plain file.
    private List<int>? Match(string word) => word.AsSpan().ContainsAny('*', '?') ? (_families ??= new Families(_definition.Tasks)).Match(word) : null;

    private List<int>? OfAliases(string word)
    {
        foreach (var id in _expanded?.IdsOf(word) ?? [])
        {
            if (_indexes.TryGetValue(id, out var task))
            {
                return [task];
            }

            if (_families!.Find(id, out _) is { } several)
            {
                return several;
            }
        }

        return null;
    }

    private bool AddMany(int task, string id, Place place, List<int> targets)
    {
        if ((FindMany(id, out var problem) ?? Match(id)) is not { } several)
        {
            return false;
        }

        var others = several.Where(other => other != task).ToList();
        if (others.Count == 0)
        {
            var why = problem ?? "no id matches";
            _problems.Add(new(ProblemCode.UnknownTask, place, $"task {Quoted.Name(_definition.Tasks[task].Id.Value)} comes after {Quoted.Name(id)}, which is no task: {why}") { Source = _definition.Tasks[task].Scope?.File.Source });
        }

        targets.AddRange(others);
        if (targets.Count > MostEdges)
        {
            throw new InvalidFileException(_definition.Source, [new(ProblemCode.TooLarge, place, $"tasks come after each other in more than {MostEdges} pairs; put a group between them")]);
        }

        return true;
    }

    private List<int> Find(string word) => _indexes.TryGetValue(word, out var task) ? [task] : FindMany(word, out _) ?? [];

    private List<int> FindForExpression(string id, TaskDefinition from) => Find(from.Scope!.Prefix + id);

    private void FillAll()
    {
        foreach (var task in _definition.Tasks)
        {
            if (task.Scope is not null)
            {
                Fill(task);
            }
        }

        ThrowWhatIsWrong();
    }

    private void ThrowWhatIsWrong()
    {
        if (!IsFine)
        {
            throw new InvalidFileException(_definition.Source, InOrder(_definition.Problems.Concat(_problems.All)));
        }

        if (_filler.Missing.Count > 0)
        {
            throw new ParameterException([.. _filler.Missing.Select(missing => $"parameter {Quoted.Name(missing.Name)} has no value; give it one: --set {OneLine.Of(missing.Name, 100)}=VALUE{(missing.Parameter.Variable is { } variable ? $", or the variable {OneLine.Of(variable, 100)}" : "")}")]);
        }
    }

    private List<LeftOutTask> LeftOut(LeftOutReason?[] reasons)
    {
        var leftOut = new List<LeftOutTask>();
        for (var task = 0; task < reasons.Length; task++)
        {
            if (reasons[task] is { } reason)
            {
                leftOut.Add(new(_definition.Tasks[task].Id.Value, _definition.Tasks[task].Name, reason));
            }
        }

        return leftOut;
    }

    private TaskSpec Spec(int index, IReadOnlyList<TaskInput>? inputs, Assembler assembler, Selector selector)
    {
        var spec = Spec(index, inputs, assembler);
        if (spec.Settings.When != When.Success && inputs is not null && inputs.All(input => input.Predecessor == TaskInput.LeftOut))
        {
            spec = spec with { Settings = spec.Settings with { When = When.Success } }; // nobody is there to wait for
        }

        if (_given.Arguments is { Count: > 0 } words && selector.Named.Contains(index))
        {
            spec = spec with { OwnVariables = new Dictionary<string, string>(spec.OwnVariables) { [ReservedVariables.Arguments] = string.Join(' ', words.Select(ShellWord)) } };
        }

        return selector.Joined.Contains(index) ? spec with { HasJoined = true } : spec;
    }

    // For sh: eval "set -- $DAGRS_ARGS" gives the words back.
    private static string ShellWord(string word) => new Command.Program([word]).Text;

    private TaskSpec Spec(int index, IReadOnlyList<TaskInput>? inputs, Assembler assembler)
    {
        var task = _definition.Tasks[index];
        if (task.Scope is not null)
        {
            return SpecMaker.Make(Fill(task), index, inputs, reference => Array.ConvertAll(_late!.Of(index, reference), assembler.NodeOf));
        }

        var settings = task.Settings.Over(_defaults);
        return new TaskSpec(task.Id.Value, task.Name, WorkOf(task, settings))
        {
            Origin = new(_definition.Source.Path, task.Id.Place),
            Position = index,
            Inputs = inputs,
            Tags = task.Tags.Count == 0 ? [] : [.. task.Tags.Select(tag => tag.Value).Distinct(StringComparer.Ordinal)],
            Settings = settings.Directory is null ? settings : settings with { Directory = WorkingFolder.FullPath(Path.Combine(_folder, settings.Directory)) },
        };
    }

    private static Work WorkOf(TaskDefinition task, TaskSettings settings) => task.Action ?? task.Command switch
    {
        null => Work.Join.Instance,
        Command.Shell shell when settings.Shell == Interpreter.None => new Work.Execute(new Command.Program(WordSplitter.Split(shell.Script)!)),
        Command.Shell shell when settings.Shell is { } interpreter => new Work.Execute(shell with { Interpreter = interpreter }),
        _ => new Work.Execute(task.Command),
    };

    private void Report(ProblemCode code, Place place, string message) => _problems.Add(new(code, place, message));

    // In the file that the task is from.
    private void Report(TaskDefinition task, ProblemCode code, Place place, string message) =>
        _problems.Add(new(code, place, message) { Source = task.Scope?.File.Source });
}
