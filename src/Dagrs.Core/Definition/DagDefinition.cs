using System.Collections.Frozen;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A whole file of tasks as it is written: names, not handles. A parser makes it, <see cref="Resolver"/> checks it.</summary>
/// <param name="Source">The text it comes from; problems quote its lines.</param>
/// <param name="Tasks">The tasks in file order.</param>
public sealed record DagDefinition(SourceText Source, IReadOnlyList<TaskDefinition> Tasks)
{
    /// <summary>How many first and last tasks the graph may have.</summary>
    internal Located<Endpoints> Endpoints { get; init; }

    /// <summary>What runs the commands; null: the file does not say.</summary>
    internal Located<ExecutorKind>? Executor { get; init; }

    /// <summary>What all tasks ask of a cluster where they run there, also those of files that this one includes; <see cref="Defaults"/> hold it too. Null: nothing is said.</summary>
    internal ClusterSettings? Cluster { get; init; }

    /// <summary>The values of <see cref="Cluster"/> that hold expressions.</summary>
    internal IReadOnlyList<OpenValue> OpenCluster { get; init; } = [];

    /// <summary>How tasks run where they themselves say nothing.</summary>
    public TaskSettings Defaults { get; init; } = TaskSettings.Default;

    /// <summary>Variables for all tasks; weaker than those of <see cref="Defaults"/> and of a task.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The machine that the file asks for more than it says; null: it cannot.</summary>
    internal ISurroundings? Surroundings { get; init; }

    /// <summary>The values of <see cref="Defaults"/> that hold expressions; each task has its own of them.</summary>
    internal IReadOnlyList<OpenValue> OpenDefaults { get; init; } = [];

    /// <summary>The values of <see cref="Environment"/> that hold expressions.</summary>
    internal IReadOnlyList<OpenValue> OpenEnvironment { get; init; } = [];

    /// <summary>Files of variables for all tasks, weaker than the environment of dagrs.</summary>
    internal IReadOnlyList<EnvFileDefinition> EnvFiles { get; init; } = [];

    /// <summary>Files of variables for the tasks that name none themselves, weaker than the variables of <see cref="Defaults"/>.</summary>
    internal IReadOnlyList<EnvFileDefinition> DefaultEnvFiles { get; init; } = [];

    /// <summary>Values from outside.</summary>
    internal IReadOnlyList<ParameterDefinition> Parameters { get; init; } = [];

    /// <summary>The variables whose values are masked.</summary>
    internal IReadOnlyList<Located<string>> Secrets { get; init; } = [];

    /// <summary>What is known of the values of the variables that are masked, here and in the tasks.</summary>
    internal SecretValues SecretValues { get; init; } = new();

    /// <summary>What runs when no task is named: ids, globs, tags; null: every task.</summary>
    internal IReadOnlyList<Located<string>>? Default { get; init; }

    /// <summary>How much there is of what tasks take.</summary>
    internal IReadOnlyDictionary<string, Located<long>> Resources { get; init; } = FrozenDictionary<string, Located<long>>.Empty;

    /// <summary>Other files.</summary>
    internal IReadOnlyList<IncludeDefinition> Includes { get; init; } = [];

    /// <summary>What the parser found wrong; <see cref="Resolver"/> adds what it finds and reports all in one go.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>What the parser found right and probably not meant; a check tells it, a run does not.</summary>
    public IReadOnlyList<Problem> Notes { get; init; } = [];

    /// <summary>False when the parser had to give up half-way: tasks may be missing, so nobody is blamed for naming them.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>The same with actions that run in place of commands.</summary>
    /// <param name="actions">Ids, and what runs for each.</param>
    /// <exception cref="UnknownTaskException">There is an action for a task that the definition lacks; carries all of them.</exception>
    public DagDefinition WithActions(IReadOnlyDictionary<string, Work> actions)
    {
        var ids = Tasks.Select(task => task.Id.Value).ToHashSet(StringComparer.Ordinal);
        var unknown = actions.Keys.Where(id => !ids.Contains(id)).ToList();
        return unknown.Count == 0
            ? this with { Tasks = [.. Tasks.Select(task => actions.TryGetValue(task.Id.Value, out var action) ? task with { Action = action } : task)] }
            : throw new UnknownTaskException([.. unknown.Select(id => new UnknownTask(id, Suggestion.For(id, ids.Order(StringComparer.Ordinal))))]);
    }
}
