using Dagrs.Cli.Import.Shell;
using Dagrs.Core.Yaml;

namespace Dagrs.Cli.Import.GoTask;

/// <summary>
/// The commands of a task of a Taskfile, in order. A call of another task becomes an edge where it comes first; where it comes later or passes values,
/// that task's commands are inlined.
/// </summary>
/// <param name="tasks">All tasks of the file.</param>
/// <param name="task">The task that receives the commands.</param>
internal sealed class TaskfileCommands(TaskfileTasks tasks, ImportedTask task)
{
    private const int DeepestCall = 5;

    private readonly List<ShellStep> _steps = [];

    public IReadOnlyList<ShellStep> Steps => _steps;

    /// <summary>The tasks that are called before any command, in order.</summary>
    public List<string> FirstCalls { get; } = [];

    /// <summary>Adds the commands of a task, or of one that it calls.</summary>
    public void Add(TaskfileTask from, TaskfileVariables variables, IReadOnlyList<string> before, int depth = 0)
    {
        foreach (var command in from.Commands)
        {
            foreach (var values in ItemsOf(command, variables))
            {
                Add(command, values, before, from.MayFail, depth);
            }
        }
    }

    /// <summary>Adds a call, from a dependency or among the commands.</summary>
    public void Call(YamlTree.Map call, TaskfileVariables variables, bool isDependency, int depth = 0)
    {
        foreach (var values in isDependency ? ItemsOf(call, variables) : [variables])
        {
            var name = values.Expand(TaskfileTask.Text(call, "task") ?? "").TrimStart(':');
            var given = call["vars"] is YamlTree.Map vars ? vars.Entries : [];
            if (tasks.Find(name) is not { } callee)
            {
                task.Todo($"it calls '{name}', which is not a task of this file", isDependency ? "after" : "cmd");
            }
            else if (given.Count == 0 && isDependency)
            {
                task.After.Add(callee.Id);
            }
            else if (given.Count == 0 && _steps.Count == 0 && depth == 0)
            {
                FirstCalls.Add(callee.Id);
            }
            else
            {
                WriteIn(callee, given, values, depth);
            }
        }
    }

    private void Add(YamlTree command, TaskfileVariables variables, IReadOnlyList<string> before, bool mayFail, int depth)
    {
        switch (command)
        {
            case YamlTree.Text { IsNull: false } text:
                AddStep(text.Value, variables, before, mayFail);
                break;
            case YamlTree.Map map when map["task"] is not null:
                Call(map, variables, isDependency: false, depth);
                break;
            case YamlTree.Map map when map["defer"] is { } deferred:
                Defer(deferred, variables);
                break;
            case YamlTree.Map map when TaskfileTask.Text(map, "cmd") is { } text:
                if (map["platforms"] is { } platforms)
                {
                    task.Todo($"left out, because it is only for {ShortYaml.Of(platforms)}: {text}", "cmd");
                    break;
                }

                AddStep(text, variables, before, mayFail || TaskfileTask.Text(map, "ignore_error") == "true");
                foreach (var (key, value) in map.Entries.Where(entry => entry.Key.Value is not ("cmd" or "for" or "silent" or "ignore_error")))
                {
                    task.Todo($"{key.Value}: {ShortYaml.Of(value)} of the command: {text}", "cmd");
                }

                break;
            case YamlTree.Text:
                break;
            default:
                task.Todo($"unknown command: {ShortYaml.Of(command)}", "cmd");
                break;
        }
    }

    private void AddStep(string text, TaskfileVariables variables, IReadOnlyList<string> before, bool mayFail)
    {
        var script = variables.ForShell(text, words => task.Todo(words, "cmd")).Trim('\n');
        if (script.Trim().Length > 0)
        {
            _steps.Add(new(script) { Before = before, MayFail = mayFail });
        }
    }

    // Runs at the end, however the other commands end.
    private void Defer(YamlTree deferred, TaskfileVariables variables)
    {
        var text = deferred is YamlTree.Map map ? TaskfileTask.Text(map, "cmd") : (deferred as YamlTree.Text)?.Value;
        if (text is null || _steps.Any(step => step.IsRaw && step.Text.StartsWith("trap ", StringComparison.Ordinal)))
        {
            task.Todo($"defer: {ShortYaml.Of(deferred)}", "cmd");
            return;
        }

        var script = variables.ForShell(text, words => task.Todo(words, "cmd")).Trim('\n');
        _steps.Add(new($"trap {ShellWords.Of(script)} EXIT") { IsRaw = true });
    }

    private void WriteIn(TaskfileTask callee, IReadOnlyList<KeyValuePair<Core.Definition.Located<string>, YamlTree>> given, TaskfileVariables variables, int depth)
    {
        if (depth >= DeepestCall || callee.Id == task.Id)
        {
            task.Todo($"it calls '{callee.Id}' recursively, or too deeply", "cmd");
            return;
        }

        var values = given.Where(pair => pair.Value is YamlTree.Text).Select(pair => new KeyValuePair<string, string>(pair.Key.Value, variables.Expand(((YamlTree.Text)pair.Value).Value)));
        foreach (var pair in given.Where(pair => pair.Value is not YamlTree.Text))
        {
            task.Todo($"'{callee.Id}' is called with {pair.Key.Value}: {ShortYaml.Of(pair.Value)}", "cmd");
        }

        var inner = variables.With(callee.Constants).With(values);
        foreach (var key in callee.KeysNotWrittenIn)
        {
            task.Todo($"'{key}' of '{callee.Id}', whose commands are inlined here", "cmd");
        }

        foreach (var dependency in callee.Dependencies)
        {
            if (_steps.Count > 0)
            {
                task.Todo($"'{ShortYaml.Of(dependency)}', which '{callee.Id}' depends on, runs before all commands here", "after");
            }

            AddDependency(dependency, inner, depth + 1);
        }

        Add(callee, inner, callee.Before(inner, words => task.Todo(words, "cmd")), depth + 1);
    }

    /// <summary>Adds one of <c>deps</c>.</summary>
    public void AddDependency(YamlTree dependency, TaskfileVariables variables, int depth = 0)
    {
        if (dependency is YamlTree.Map map)
        {
            Call(map, variables, isDependency: true, depth);
        }
        else if (tasks.Find(((dependency as YamlTree.Text)?.Value ?? "").TrimStart(':')) is { } found)
        {
            task.After.Add(found.Id);
        }
        else
        {
            task.Todo($"it depends on '{ShortYaml.Of(dependency)}', which is not a task of this file", "after");
        }
    }

    // One for each item of a loop, whose items must be known from the file.
    private List<TaskfileVariables> ItemsOf(YamlTree command, TaskfileVariables variables)
    {
        if ((command as YamlTree.Map)?["for"] is not { } loop)
        {
            return [variables];
        }

        var name = (loop as YamlTree.Map) is { } map ? TaskfileTask.Text(map, "as") ?? "ITEM" : "ITEM";
        var items = loop switch
        {
            YamlTree.List list when list.Items.All(item => item is YamlTree.Text) => list.Items.Select(item => variables.Expand(((YamlTree.Text)item).Value)),
            YamlTree.Map { } of when TaskfileTask.Text(of, "var") is { } source => Split(source, TaskfileTask.Text(of, "split"), variables),
            _ => null,
        };
        if (items is null)
        {
            task.Todo($"for: {ShortYaml.Of(loop)}: {ShortYaml.Of(command)}", "cmd");
            return [];
        }

        return [.. items.Select(item => variables.With([new(name, item)]))];
    }

    private IEnumerable<string>? Split(string name, string? at, TaskfileVariables variables) =>
        tasks.Lists.TryGetValue(name, out var list) ? list
        : variables.Known(name) is not { } text || TaskfileVariables.HasTemplate(text) ? null
        : at is { Length: > 0 } ? text.Split(at)
        : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
