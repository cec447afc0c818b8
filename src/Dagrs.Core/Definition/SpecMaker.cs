using System.Collections.Frozen;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Expressions;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Turns a task with its values filled in into what the graph needs to know about it.</summary>
internal static class SpecMaker
{
    /// <param name="filled">The task.</param>
    /// <param name="position">Its position.</param>
    /// <param name="inputs">Where its inputs come from, unless simply from its predecessors.</param>
    /// <param name="nodes">The tasks that a name in its expressions means; null for one that is left out.</param>
    public static TaskSpec Make(FilledTask filled, int position, IReadOnlyList<TaskInput>? inputs, Func<Reference, IReadOnlyList<TaskNode?>> nodes)
    {
        var (task, settings) = filled;
        var scope = task.Scope!;
        var folder = settings.Directory is { } named ? WorkingFolder.FullPath(Path.Combine(scope.Folder, named)) : scope.DefaultFolder is { } own ? WorkingFolder.FullPath(own) : null;
        var work = WorkOf(task, settings);
        return new TaskSpec(task.Id.Value, task.Name, work)
        {
            Origin = new(scope.File.Source.Path, task.Id.Place),
            Position = position,
            Inputs = inputs,
            Tags = TagsOf(task),
            Settings = WithService(settings) with { Directory = folder },
            Late = filled.Late is null ? null : LateOf(filled.Late, work, settings, nodes, scope, folder ?? scope.Folder),
            SkippedBecause = filled.SkippedBecause,
            Confirm = filled.Confirm,
            OwnVariables = scope.IsRoot ? FrozenDictionary<string, string>.Empty : new Dictionary<string, string> { [ReservedVariables.Here] = WorkingFolder.FullPath(scope.Folder) },
            Results = [.. task.Results.Select(result => result.Value)],
            Secrets = [.. task.Secrets.Select(secret => secret.Value)],
            Files = TaskFilesMaker.Make(filled, settings.Directory is null ? null : folder),
            Matrix = task.Instance is { } instance ? (instance.Family.Id, [.. instance.Family.Keys.Zip(instance.Values, KeyValuePair.Create)]) : null,
        };
    }

    /// <summary>The same for a task of a plain file.</summary>
    /// <param name="task">The task.</param>
    /// <param name="settings">How it runs, including defaults.</param>
    /// <param name="position">Its position.</param>
    /// <param name="inputs">Where its inputs come from, unless simply from its predecessors.</param>
    /// <param name="path">The file.</param>
    /// <param name="folder">Its folder; a full path when the task has files.</param>
    public static TaskSpec Make(TaskDefinition task, TaskSettings settings, int position, IReadOnlyList<TaskInput>? inputs, string path, string folder) => new(task.Id.Value, task.Name, WorkOf(task, settings))
    {
        Origin = new(path, task.Id.Place),
        Position = position,
        Inputs = inputs,
        Tags = TagsOf(task),
        Settings = settings.Directory is null ? WithService(settings) : WithService(settings) with { Directory = WorkingFolder.FullPath(Path.Combine(folder, settings.Directory)) },
        Files = task.HasFiles ? TaskFilesMaker.Plain(task, settings, settings.Directory is { } named ? WorkingFolder.FullPath(Path.Combine(folder, named)) : folder) : null,
    };

    private static IReadOnlyList<string> TagsOf(TaskDefinition task) => task.Tags.Count == 0 ? [] : [.. task.Tags.Select(tag => tag.Value).Distinct(StringComparer.Ordinal)];

    private static TaskSettings WithService(TaskSettings settings) => settings.Service is { } service ? settings with { Service = service.ReadBy(settings.Shell) } : settings;

    private static Work WorkOf(TaskDefinition task, TaskSettings settings) => task.Action ?? task.Command switch
    {
        null => Work.Join.Instance,
        { } command => new Work.Execute(settings.Shell is { } interpreter ? ServiceTexts.ReadBy(command, interpreter) : command),
    };

    private static LateParts LateOf(LateValues late, Work work, TaskSettings settings, Func<Reference, IReadOnlyList<TaskNode?>> nodes, FileScope file, string folder)
    {
        var known = late.References.Where(reference => reference.IsOfTask).Distinct().ToDictionary(reference => reference, nodes);
        IScope Scope(IFinishedTasks finished) => new LateScope(finished, reference => known[reference], file, folder);
        return new()
        {
            Condition = late.If?.Text,
            AsksServices = late.If is { } asked && asked.Expression.All().OfType<Reference>().Any(reference => reference.Kind == ReferenceKind.TaskResult && nodes(reference) is [{ IsService: true }]),
            EmptyResults = [.. known.Where(pair => pair.Key.Kind == ReferenceKind.TaskResult && pair.Value is [null]).Select(pair => (file.Prefix + pair.Key.Name, pair.Key.Result)).Distinct()],
            Decide = late.If is not { } condition ? null : finished => condition.Evaluate(Scope(finished)) switch
            {
                Evaluated.Known value => new(value.IsTrue),
                Evaluated.Wrong wrong => new(false, $"its condition cannot be evaluated: {wrong.Error.Message}"),
                _ => new(false, $"its condition cannot be evaluated: {OneLine.Of(condition.Text)}"),
            },
            Complete = late.Variables.Count + late.Words.Count + late.Service.Count == 0 || work is not Work.Execute(var command) ? null : finished => Complete(late, command, settings, Scope(finished)),
        };
    }

    private static LateCommand Complete(LateValues late, Command command, TaskSettings settings, IScope scope)
    {
        var variables = new Dictionary<string, string>(settings.Environment, StringComparer.Ordinal);
        string? problem = null;
        foreach (var (name, value) in late.Variables)
        {
            variables[name] = Text(value);
        }

        if (command is Command.Program(var words) && late.Words.Count > 0)
        {
            string[] all = [.. words];
            foreach (var (index, word) in late.Words)
            {
                all[index] = Text(word);
            }

            command = new Command.Program(all);
        }

        var service = settings.Service?.ReadBy(settings.Shell);
        foreach (var (part, index, value) in late.Service)
        {
            service = service!.With(part, index, Text(value));
        }

        if (service?.Ready is { } ready && ReadyCheck.ProblemOf(ready.Kind, ready.Text) is { } wrong)
        {
            problem ??= $"'ready' cannot be checked: '{OneLine.Of(ready.Text, 100)}' {wrong}";
        }

        return new(command, variables, problem) { Service = service };

        string Text(Template template)
        {
            switch (template.Evaluate(scope))
            {
                case Evaluated.Known known when !known.Value.Contains('\0', StringComparison.Ordinal):
                    return known.Value;
                case Evaluated.Wrong wrong:
                    problem ??= $"one of its values cannot be evaluated: {wrong.Error.Message}";
                    break;
                default:
                    problem ??= $"one of its values cannot be evaluated: {OneLine.Of(template.Text)}";
                    break;
            }

            return "";
        }
    }
}
