using Dagrs.Core.Definition;
using Dagrs.Core.Yaml;

namespace Dagrs.Cli.Import.GoTask;

/// <summary>Imports the tasks of a Taskfile of go-task, version 3.</summary>
internal sealed class TaskfileImport
{
    private readonly ImportedFile _file;
    private readonly YamlTree.Map _taskfile;
    private readonly TaskfileTasks _tasks = new();
    private readonly Dictionary<string, ImportedParameter> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _dynamic = new(StringComparer.Ordinal);
    private readonly List<(string Before, string After, string Caller)> _order = [];

    private TaskfileImport(ImportedFile file, YamlTree.Map taskfile) => (_file, _taskfile) = (file, taskfile);

    /// <exception cref="InvalidFileException">It is not a Taskfile.</exception>
    public static ImportedFile Read(SourceText source)
    {
        if (YamlTree.Read(source) is not YamlTree.Map taskfile)
        {
            throw ImportProblem.Kind(source, new(1, 1, 2), "the file", "a mapping with 'tasks'");
        }

        if (taskfile["tasks"] is not YamlTree.Map { Entries.Count: > 0 } tasks)
        {
            throw ImportProblem.Of(source, ProblemCode.NoTasks, taskfile["tasks"]?.Place ?? taskfile.Place, "there are no 'tasks'");
        }

        var import = new TaskfileImport(new(source.Path), taskfile);
        import.Read(tasks);
        return import._file;
    }

    private void Read(YamlTree.Map tasks)
    {
        foreach (var (name, value) in tasks.Entries)
        {
            _tasks.Add(new(name.Value, value));
        }

        var aliases = _tasks.Aliases();
        _file.Default = _tasks.Find("default") is null ? [] : ["default"];
        ReadTop();
        var undeclared = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var task in _tasks.All)
        {
            var variables = new TaskfileVariables(_parameters, _constants, _dynamic, task.Id);
            var reader = new TaskfileTaskReader(_tasks, task, variables, _parameters);
            _file.Tasks.Add(reader.Read());
            undeclared.UnionWith(reader.Undeclared);
            _order.AddRange(reader.Order.Select(pair => (pair.Before, pair.After, task.Id)));
        }

        foreach (var name in undeclared.Where(PlainValue.MayBeParameter))
        {
            _parameters.TryAdd(name, new(name, "") { IsOfEnvironment = true });
        }

        _file.Parameters.AddRange(_parameters.Values);
        KeepOrder();
        _file.Tasks.AddRange(aliases.Select(alias => new ImportedTask(alias.Alias) { Name = $"{alias.Alias} (alias)", After = [alias.Task.Id] }));
    }

    private void ReadTop()
    {
        string[] pipefail = ["pipefail"];
        var options = TaskfileTask.Items(_taskfile["set"]).OfType<YamlTree.Text>().Select(option => option.Value).ToList();
        _file.Shell = options.Contains("pipefail") ? ["bash", "-eo", "pipefail", "-c"] : ["bash", "-ec"];
        foreach (var (key, value) in _taskfile.Entries)
        {
            switch (key.Value)
            {
                case "version" when value is YamlTree.Text { Value: ['3', ..] }:
                case "tasks" or "silent" or "output" or "interval" or "method" or "run":
                    break;
                case "vars":
                    ReadVariables(value);
                    break;
                case "env":
                    ReadEnvironment(value);
                    break;
                case "dotenv":
                    // There the first file with a variable wins, here the last.
                    _file.EnvFiles.AddRange(TaskfileTask.Items(value).OfType<YamlTree.Text>().Select(path => path.Value).Reverse());
                    break;
                case "set" when options.All(option => pipefail.Contains(option)):
                    break;
                case "includes":
                    foreach (var (name, include) in (value as YamlTree.Map)?.Entries ?? [])
                    {
                        _file.Todo($"includes: {name.Value}: {ShortYaml.Of(include)}: import that file too, and name the result under 'include: [ {{ file: .., as: {name.Value} }} ]'");
                    }

                    break;
                default:
                    if (!key.Value.StartsWith("x-", StringComparison.Ordinal))
                    {
                        _file.Todo($"{key.Value}: {ShortYaml.Of(value)}");
                    }

                    break;
            }
        }
    }

    private void ReadVariables(YamlTree value)
    {
        foreach (var (key, variable) in (value as YamlTree.Map)?.Entries ?? [])
        {
            var name = key.Value;
            switch (variable)
            {
                case YamlTree.Text text:
                    ReadText(name, text.Value, isDefault: TaskfileTask.IsOwnDefault(new(key, variable)));
                    break;
                case YamlTree.Map map when TaskfileTask.Text(map, "sh") is { } command:
                    _dynamic[name] = command;
                    _file.Todo($"{name}: each task that uses it runs '{command.Trim()}' to get it; '{name}=..' on the command line cannot override it");
                    break;
                case YamlTree.List list when list.Items.All(item => item is YamlTree.Text):
                    _tasks.Lists[name] = [.. list.Items.Select(item => ((YamlTree.Text)item).Value)];
                    break;
                default:
                    _file.Todo($"vars: {name}: {ShortYaml.Of(variable)}");
                    break;
            }
        }
    }

    private void ReadText(string name, string text, bool isDefault)
    {
        var variables = new TaskfileVariables(_parameters, _constants, _dynamic, "");
        if (isDefault)
        {
            if (TaskfileVariables.OwnDefault(name, text) is { } own && PlainValue.MayBeParameter(name) && PlainValue.Is(own))
            {
                _parameters[name] = new(name, own) { IsOfEnvironment = true };
                return;
            }

            _file.Todo($"vars: {name}: {text}");
            return;
        }

        if (PlainValue.MayBeParameter(name) && variables.ForDagrs(text) is { } value && PlainValue.Is(variables.WithMarks(text)))
        {
            _parameters[name] = new(name, value);
            return;
        }

        _constants[name] = text;
        _file.Todo($"{name} is inlined into the commands, because a shell would read it differently from a variable; '{name}=..' on the command line cannot override it: {text}");
    }

    private void ReadEnvironment(YamlTree value)
    {
        var variables = new TaskfileVariables(_parameters, _constants, _dynamic, "");
        foreach (var (name, variable) in (value as YamlTree.Map)?.Entries ?? [])
        {
            if (variable is YamlTree.Text text && variables.ForDagrs(text.Value) is { } known)
            {
                _file.Env.Add(new(name.Value, known));
            }
            else
            {
                _file.Todo($"{name.Value}: {ShortYaml.Of(variable)}", "env");
            }
        }

        if (_file.Env.Count > 0)
        {
            _file.Todo("in go-task environment variables override these; here these override the environment", "env");
        }
    }

    // Calls run one after the other: the second waits for the first, even if the task is run without its caller.
    private void KeepOrder()
    {
        foreach (var (before, after, caller) in _order)
        {
            if (before == after || Waits(after, before, []))
            {
                continue;
            }

            var (task, of) = (_file.Find(after)!, _file.Find(caller)!);
            if (Waits(before, after, []))
            {
                of.Todo($"it calls '{before}' before '{after}', but '{before}' depends on it", "after");
            }
            else
            {
                task.After.Add(before);
                task.Todo($"depends on '{before}' because '{caller}' calls them in this order; on its own it would not", "after");
            }
        }
    }

    private bool Waits(string id, string other, HashSet<string> seen)
    {
        var open = new Stack<string>([id]);
        while (open.TryPop(out var next))
        {
            foreach (var before in _file.Find(next)?.After ?? [])
            {
                if (before == other)
                {
                    return true;
                }

                if (seen.Add(before))
                {
                    open.Push(before);
                }
            }
        }

        return false;
    }
}
