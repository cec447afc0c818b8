using System.Collections.Frozen;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A whole file of tasks as written: names, not handles. A parser makes it, <see cref="Resolver"/> checks it.</summary>
/// <param name="Source">The text it was parsed from; problems quote its lines.</param>
/// <param name="Tasks">The tasks in file order.</param>
public sealed record DagDefinition(SourceText Source, IReadOnlyList<TaskDefinition> Tasks)
{
    /// <summary>How many start and end tasks the graph may have.</summary>
    internal Located<Endpoints> Endpoints { get; init; }

    /// <summary>What runs the commands; null: not set.</summary>
    internal Located<ExecutorKind>? Executor { get; init; }

    /// <summary>
    /// What all tasks request from a cluster where they run there, including those of included files; <see cref="Defaults"/> hold it too. Null: not
    /// set.
    /// </summary>
    internal ClusterSettings? Cluster { get; init; }

    /// <summary>The values of <see cref="Cluster"/> that contain expressions.</summary>
    internal IReadOnlyList<OpenValue> OpenCluster { get; init; } = [];

    /// <summary>How tasks run by default.</summary>
    public TaskSettings Defaults { get; init; } = TaskSettings.Default;

    /// <summary>Variables for all tasks; those of <see cref="Defaults"/> and of a task override them.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The machine, for what a file needs besides its text; null: unavailable.</summary>
    internal IMachine? Machine { get; init; }

    /// <summary>The values of <see cref="Defaults"/> that contain expressions; each task evaluates them for itself.</summary>
    internal IReadOnlyList<OpenValue> OpenDefaults { get; init; } = [];

    /// <summary>The values of <see cref="Environment"/> that contain expressions.</summary>
    internal IReadOnlyList<OpenValue> OpenEnvironment { get; init; } = [];

    /// <summary>Env files for all tasks; the environment of dagrs overrides them.</summary>
    internal IReadOnlyList<EnvFileDefinition> EnvFiles { get; init; } = [];

    /// <summary>Env files for tasks that name none themselves; the variables of <see cref="Defaults"/> override them.</summary>
    internal IReadOnlyList<EnvFileDefinition> DefaultEnvFiles { get; init; } = [];

    /// <summary>Its parameters.</summary>
    internal IReadOnlyList<ParameterDefinition> Parameters { get; init; } = [];

    /// <summary>False when some parameters could not be read: then references to unknown ones are not reported.</summary>
    internal bool HasAllParameters { get; init; } = true;

    /// <summary>The variables whose values are masked.</summary>
    internal IReadOnlyList<Located<string>> Secrets { get; init; } = [];

    /// <summary>The known values of the masked variables, here and in the tasks.</summary>
    internal SecretValues SecretValues { get; init; } = new();

    /// <summary>What runs when no task is named: ids, globs, tags; null: every task.</summary>
    internal IReadOnlyList<Located<string>>? Default { get; init; }

    /// <summary>The totals of resources.</summary>
    internal IReadOnlyDictionary<string, Located<long>> Resources { get; init; } = FrozenDictionary<string, Located<long>>.Empty;

    /// <summary>The included files.</summary>
    internal IReadOnlyList<IncludeDefinition> Includes { get; init; } = [];

    /// <summary>The problems that the parser found; <see cref="Resolver"/> adds its own and reports all at once.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>What the parser accepts but is probably a mistake; a check reports it, a run does not.</summary>
    public IReadOnlyList<Problem> Notes { get; init; } = [];

    /// <summary>False when the parser had to give up half-way: then tasks may be missing, and references to unknown tasks are not reported.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>A copy with actions that run in place of commands.</summary>
    /// <param name="actions">The actions by task id.</param>
    /// <exception cref="UnknownTaskException">There is an action for a task that does not exist; lists all of them.</exception>
    public DagDefinition WithActions(IReadOnlyDictionary<string, Work> actions)
    {
        var ids = Tasks.Select(task => task.Id.Value).ToHashSet(StringComparer.Ordinal);
        var unknown = actions.Keys.Where(id => !ids.Contains(id)).ToList();
        return unknown.Count == 0
            ? this with { Tasks = [.. Tasks.Select(task => actions.TryGetValue(task.Id.Value, out var action) ? task with { Action = action } : task)] }
            : throw new UnknownTaskException([.. unknown.Select(id => new UnknownTask(id, Suggestion.For(id, ids.Order(StringComparer.Ordinal))))]);
    }
}
