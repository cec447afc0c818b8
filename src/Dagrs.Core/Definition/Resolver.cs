using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Definition.Files;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Turns names into handles: the only place that can meet an unknown task or a cycle. Afterwards neither can exist. Takes O(V + E) for a valid file
/// and uses no recursion.
/// </summary>
internal sealed class Resolver
{
    private readonly DagDefinition _definition;
    private readonly ProblemList _problems = new();
    private readonly TaskNames _names;
    private readonly TaskSettings _defaults;
    private readonly string _folder; // base of relative folders: the file's own
    private string? _fullFolder;
    private readonly Expanded? _expanded; // null for a plain file
    private readonly RunInput _input;
    private readonly Filler _filler;
    private LateReferences? _late;

    private Resolver(DagDefinition definition, RunInput input)
    {
        _input = input;
        SecretFinder.Find(definition, input);
        _folder = definition.Source.Path is "-" ? "." : Path.GetDirectoryName(definition.Source.Path) is { Length: > 0 } folder ? folder : ".";
        _expanded = Expansion.IsPlain(definition) && input.Parameters.Count == 0 ? null : Expansion.Expand(definition, _folder, input, definition.Machine ?? throw new InvalidOperationException("a file with parameters, includes, env files or a matrix must be read by WorkflowFile"), _problems);
        _definition = definition = _expanded?.Definition ?? definition;
        _names = new(definition.Tasks, _expanded);
        _defaults = definition.Defaults.Over(definition.Environment.Count == 0 ? TaskSettings.Default : new() { Environment = definition.Environment });
        _filler = new(_problems, definition.SecretValues);
    }

    private bool IsFine => _definition.Problems.Count == 0 && _problems.Count == 0;

    /// <summary>Checks a definition without building a graph.</summary>
    /// <param name="definition">A parsed file.</param>
    /// <returns>Notes: what is valid but probably a mistake.</returns>
    /// <exception cref="InvalidFileException">The definition is wrong; lists every problem, and the notes as well.</exception>
    public static IReadOnlyList<Problem> Check(DagDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var notes = definition.Notes.Concat(CommandCheck.Notes(definition)).Concat(ReuseCheck.Notes(definition)).ToList();
        try
        {
            var resolver = new Resolver(definition, RunInput.Nothing);
            resolver.LinkAndCheck();
            resolver.FillAll();
            resolver.ThrowWhatIsWrong();
            return InOrder(definition.Source, notes);
        }
        catch (InvalidFileException wrong) when (notes.Count > 0)
        {
            throw new InvalidFileException(wrong.Text, InOrder(definition.Source, wrong.Problems.Concat(notes)));
        }
    }

    /// <summary>Checks a definition and builds its graph.</summary>
    /// <param name="definition">A parsed file.</param>
    /// <param name="tasks">The requested tasks; they and everything they need make the graph. Null or empty: every task.</param>
    /// <exception cref="InvalidFileException">The definition is wrong; lists every problem.</exception>
    /// <exception cref="UnknownTaskException">The definition is valid, but a requested task does not exist.</exception>
    /// <param name="input">What the caller provides besides; null: nothing.</param>
    public static Dag Resolve(DagDefinition definition, IReadOnlyList<string>? tasks = null, RunInput? input = null) =>
        Select(definition, tasks is null ? new() { NoDefault = true } : new() { Tasks = tasks }, input).Dag;

    /// <summary>The selected tasks of a file as shown to people: a task with a matrix appears once.</summary>
    /// <inheritdoc cref="Select" path="/exception"/>
    public static TaskList List(DagDefinition definition, Selection selection, RunInput input)
    {
        var resolver = new Resolver(definition, input);
        var (after, order) = resolver.LinkAndCheck();
        var reasons = new Selector(resolver._definition, resolver._names.Find, after, order).Select(selection with { NoDefault = true });
        var tasks = resolver._definition.Tasks.Where((_, task) => reasons[task] is null).Select(task => task.Scope is null ? task : resolver._filler.Fill(task).Task)
            .DistinctBy(task => task.Instance?.Family.Id ?? task.Id.Value, StringComparer.Ordinal)
            .Select(task => task.Instance is { } instance ? task with { Id = task.Id with { Value = instance.Family.Id }, Name = NameAsWritten(task, instance.Family.Id) } : task).ToList();
        return tasks.Count > 0 ? new(tasks, resolver._definition.Parameters, definition.Source.Path) : throw new SelectionException("no task is left: all are skipped, or none is between 'from' and 'until'");
    }

    private static string NameAsWritten(TaskDefinition task, string id) =>
        task.Scope!.File.Tasks.FirstOrDefault(one => task.Scope.Prefix + one.Id.Value == id)?.Name ?? task.Name;

    /// <summary>All tasks and parameters of a file, as far as known, for completion: problems are ignored.</summary>
    public static TaskList KnownOf(DagDefinition definition)
    {
        try
        {
            var all = new Resolver(definition, RunInput.Nothing)._definition;
            var families = all.Tasks.Select(task => task.Instance).OfType<Instance>().Select(instance => instance.Family.Id).Distinct();
            return new([.. all.Tasks, .. families.SelectMany(id => definition.Tasks.Where(task => task.Id.Value == id))], all.Parameters, definition.Source.Path);
        }
        catch (Exception wrong) when (wrong is InvalidFileException or ParameterException)
        {
            return new(definition.Tasks, definition.Parameters, definition.Source.Path);
        }
    }

    /// <summary>Checks a definition and builds the graph of the selected tasks.</summary>
    /// <param name="definition">A parsed file.</param>
    /// <param name="selection">The selected tasks.</param>
    /// <exception cref="InvalidFileException">The definition is wrong, even in a part that is not selected; lists every problem.</exception>
    /// <exception cref="UnknownTaskException">The definition is valid, but the selection names a task that does not exist.</exception>
    /// <exception cref="SelectionException">The selection leaves no task.</exception>
    /// <param name="input">What the caller provides besides; null: nothing.</param>
    public static Selected Select(DagDefinition definition, Selection selection, RunInput? input = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(selection);
        var resolver = new Resolver(definition, input ?? RunInput.Nothing);
        var (after, order) = resolver.LinkAndCheck();
        var selector = new Selector(resolver._definition, resolver._names.Find, after, order);
        var reasons = selector.Select(selection);
        var leftOut = resolver.LeftOut(reasons);
        if (leftOut.Count == resolver._definition.Tasks.Count)
        {
            throw new SelectionException("no task is left: all are skipped, or none is between 'from' and 'until'");
        }

        Assembler? assembler = null;
        assembler = new Assembler(after, order, leftOut.Count == 0 ? null : reasons, (task, inputs, isAfterOthers) => resolver.Spec(task, inputs, isAfterOthers, assembler!, selector));
        var dag = assembler.Build(selector.Goals, definition.SecretValues is { IsEmpty: false } secrets ? secrets : null, definition.Source.Path, selector.Named);
        resolver.ThrowWhatIsWrong();
        return new(dag, leftOut)
        {
            Resources = resolver._definition.Resources.ToDictionary(one => one.Key, one => one.Value.Value, StringComparer.Ordinal),
            FromVariables = resolver._expanded?.FromVariables ?? [],
        };
    }

    /// <summary>The handles of tasks by their ids.</summary>
    /// <exception cref="UnknownTaskException">Some are not in the graph; lists all of them.</exception>
    public static IReadOnlyList<TaskNode> Find(Dag dag, params IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(dag);
        var nodes = dag.Tasks.ToDictionary(task => task.Id, StringComparer.Ordinal);
        var unknown = ids.Where(id => !nodes.ContainsKey(id)).ToList();
        return unknown.Count == 0
            ? [.. ids.Select(id => nodes[id])]
            : throw new UnknownTaskException([.. unknown.Select(dag.Unknown)]);
    }

    // In file order. A cycle has many positions, so cycles follow, shortest first as they were found; then problems without a position. Nobody knows
    // what an alias without an anchor stands for, so nothing else is said of it.
    private static IReadOnlyList<Problem> InOrder(SourceText root, IEnumerable<Problem> problems)
    {
        var all = problems.ToList();
        var aliases = all.Where(problem => problem.Code == ProblemCode.BadAlias).Select(PositionOf).ToHashSet();
        return
        [
            .. all.Where(problem => problem.Code == ProblemCode.BadAlias || !aliases.Contains(PositionOf(problem))).OrderBy(problem => problem.Code == ProblemCode.Cycle ? (int.MaxValue - 1, 0) : problem.Place.IsKnown ? (problem.Place.Line, problem.Place.Column) : (int.MaxValue, 0)),
        ];

        (SourceText Source, int Line, int Column) PositionOf(Problem problem) => (problem.Source ?? root, problem.Place.Line, problem.Place.Column);
    }

    private (Edges After, List<int> Order) LinkAndCheck()
    {
        var linker = new Linker(_definition, _names, _problems);
        var after = linker.Link();
        var order = after.TopologicalOrder();
        var checks = new DefinitionChecks(_definition, _names, _defaults, _folder, _problems);
        _late = checks.Check(after, order, linker.Gaps, isExpanded: _expanded is not null);
        if (!IsFine)
        {
            FillAll(); // whoever mends the file should see at once what is wrong with its values, too
            throw Wrong();
        }

        return (after, order);
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

    private void FillAll()
    {
        foreach (var task in _definition.Tasks)
        {
            if (task.Scope is not null)
            {
                Fill(task);
            }
        }
    }

    private InvalidFileException Wrong() => new(_definition.Source, InOrder(_definition.Source, _definition.Problems.Concat(_problems.All)));

    private void ThrowWhatIsWrong()
    {
        if (!IsFine)
        {
            throw Wrong();
        }

        if (_filler.Missing.Count > 0)
        {
            throw new ParameterException([.. _filler.Missing.Select(missing => $"parameter {Quoted.Name(missing.Name)} has no value; set it with --set {OneLine.Of(missing.Name, 100)}=VALUE{(missing.Parameter.Variable is { } variable ? $", or with the variable {OneLine.Of(variable, 100)}" : "")}")]);
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

    private TaskSpec Spec(int index, IReadOnlyList<TaskInput>? inputs, bool isAfterOthers, Assembler assembler, Selector selector)
    {
        var spec = Spec(index, inputs, assembler);
        if (spec.Settings.When != When.Success && inputs is not null && inputs.All(input => input.Predecessor == TaskInput.LeftOut))
        {
            // It reacts to none of its own predecessors. Those before them, which it still follows, do not decide about it either.
            spec = spec with { Settings = spec.Settings with { When = isAfterOthers ? When.Always : When.Success } };
        }

        if (_input.Arguments is { Count: > 0 } words && selector.Named.Contains(index))
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
        return task.Scope is null
            ? SpecMaker.Make(task, task.Settings.Over(_defaults), index, inputs, _definition.Source.Path, task.HasFiles ? _fullFolder ??= WorkingFolder.FullPath(_folder) : _folder)
            : SpecMaker.Make(Fill(task), index, inputs, reference => Array.ConvertAll(_late!.Of(index, reference), assembler.NodeOf));
    }
}
