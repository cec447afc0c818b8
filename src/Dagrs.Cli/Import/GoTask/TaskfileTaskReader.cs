using Dagrs.Cli.Import.Shell;
using Dagrs.Core.Yaml;

namespace Dagrs.Cli.Import.GoTask;

/// <summary>Imports one task of a Taskfile.</summary>
internal sealed class TaskfileTaskReader
{
    private readonly TaskfileTasks _tasks;
    private readonly TaskfileTask _from;
    private readonly TaskfileVariables _variables;
    private readonly Dictionary<string, ImportedParameter> _parameters;
    private readonly ImportedTask _task;
    private readonly List<ShellStep> _checks = [];

    public TaskfileTaskReader(TaskfileTasks tasks, TaskfileTask from, TaskfileVariables outer, Dictionary<string, ImportedParameter> parameters)
    {
        (_tasks, _from, _parameters, _task) = (tasks, from, parameters, new(from.Id));
        ReadParameters();
        _variables = outer.With(from.Constants).WithDynamic(OwnCommands());
    }

    /// <summary>Names that the file does not define.</summary>
    public IEnumerable<string> Undeclared => _variables.Undeclared;

    /// <summary>Pairs of tasks that must run one after the other because it calls them in that order.</summary>
    public List<(string Before, string After)> Order { get; } = [];

    public ImportedTask Read()
    {
        foreach (var (key, value) in _from.Entries)
        {
            Read(key.Value, value);
        }

        ReadFiles();
        var commands = new TaskfileCommands(_tasks, _task);
        foreach (var dependency in _from.Dependencies)
        {
            commands.AddDependency(dependency, _variables);
        }

        var dependencies = _task.After.ToList();
        commands.Add(_from, _variables, []);
        Order.AddRange(commands.FirstCalls.Zip(commands.FirstCalls.Skip(1)));
        Order.AddRange(dependencies.SelectMany(dependency => commands.FirstCalls.Take(1).Select(call => (dependency, call))));
        _task.After.AddRange(commands.FirstCalls);
        Write(commands.Steps);
        return _task;
    }

    private void Write(IReadOnlyList<ShellStep> steps)
    {
        List<ShellStep> all = [.. _variables.Assignments.Select(line => new ShellStep(line) { IsRaw = true }), .. _checks, .. steps];
        if (_variables.UsesArguments)
        {
            all.Insert(0, new("eval \"set -- ${DAGRS_ARGS-}\"") { IsRaw = true });
        }

        _task.Command = JoinedSteps.Of(steps.Count == 0 && _checks.Count == 0 ? [] : all);
        if (_task.Command is not null)
        {
            return;
        }

        (bool Has, string Name)[] keys = [(_task.Env.Count > 0, "env"), (_task.Dir is not null, "dir"), (_task.EnvFiles.Count > 0, "dotenv"), (_task.Inputs is not null, "sources")];
        foreach (var (_, name) in keys.Where(key => key.Has))
        {
            _task.Todo($"'{name}' is left out, because it runs no command of its own");
        }

        _task.Env.Clear();
        _task.EnvFiles.Clear();
        (_task.Dir, _task.Inputs, _task.Outputs) = (null, null, null);
    }

    private void ReadParameters()
    {
        foreach (var (key, value) in (_from["vars"] as YamlTree.Map)?.Entries ?? [])
        {
            if (TaskfileTask.IsOwnDefault(new(key, value)) && TaskfileVariables.OwnDefault(key.Value, ((YamlTree.Text)value).Value) is { } own && PlainValue.MayBeParameter(key.Value))
            {
                _parameters.TryAdd(key.Value, new(key.Value, own) { IsOfEnvironment = true });
            }
            else if (value is not YamlTree.Text && !(value is YamlTree.Map map && TaskfileTask.Text(map, "sh") is not null) || TaskfileTask.IsOwnDefault(new(key, value)))
            {
                _task.Todo($"vars: {key.Value}: {ShortYaml.Of(value)}");
            }
        }

        foreach (var required in TaskfileTask.Items((_from["requires"] as YamlTree.Map)?["vars"]))
        {
            var name = required is YamlTree.Map map ? TaskfileTask.Text(map, "name") : (required as YamlTree.Text)?.Value;
            if (name is null || !PlainValue.MayBeParameter(name))
            {
                _task.Todo($"requires: {ShortYaml.Of(required)}");
                continue;
            }

            var choices = (required as YamlTree.Map)?["enum"] is YamlTree.List list ? list.Items.OfType<YamlTree.Text>().Select(choice => choice.Value).ToList() : [];
            _parameters.TryAdd(name, new(name, null) { IsOfEnvironment = true, Choices = choices });
        }
    }

    private Dictionary<string, string> OwnCommands() => ((_from["vars"] as YamlTree.Map)?.Entries ?? [])
        .Where(pair => pair.Value is YamlTree.Map map && TaskfileTask.Text(map, "sh") is not null)
        .ToDictionary(pair => pair.Key.Value, pair => TaskfileTask.Text((YamlTree.Map)pair.Value, "sh")!);

    private void Read(string key, YamlTree value)
    {
        var text = (value as YamlTree.Text)?.Value;
        switch (key)
        {
            case "cmd" or "cmds" or "deps" or "vars" or "sources" or "generates" or "aliases" or "silent" or "prefix" or "ignore_error" or "run" or "requires" or "method":
                break;
            case "desc" when !string.IsNullOrWhiteSpace(text):
                _task.Desc = text;
                break;
            case "summary" when text is not null:
                _task.Desc ??= string.IsNullOrWhiteSpace(text) ? null : text.TrimEnd('\n');
                break;
            case "label" when !string.IsNullOrEmpty(text) && _variables.ForDagrs(text) is { } label:
                _task.Name = label;
                break;
            case "dir" when text is not null && _variables.ForDagrs(text) is { } folder:
                _task.Dir = folder;
                break;
            case "env":
                ReadEnvironment(value);
                break;
            case "dotenv":
                _task.EnvFiles.AddRange(TaskfileTask.Items(value).OfType<YamlTree.Text>().Select(path => path.Value).Reverse());
                break;
            case "prompt" when text is not null && !TaskfileVariables.HasTemplate(text):
                _task.Confirm = text;
                break;
            case "interactive" when text is "true":
                _task.IsInteractive = true;
                break;
            case "platforms" when Platforms(value) is { } condition:
                _task.If = condition;
                break;
            case "status":
                AddChecks(TaskfileTask.Items(value), string.Join(" && ", Tests(value)) is { Length: > 0 } tests ? $"if {tests}; then exit 0; fi" : "");
                break;
            case "if" when text is not null:
                AddChecks([value], $"({Shell(text)}) || exit 0");
                break;
            case "preconditions":
                ReadPreconditions(value);
                break;
            case "internal" when text is "true":
                _task.Todo("internal: true: here it can be run like any other");
                break;
            case "internal" or "interactive" or "watch" when text is "false":
                break;
            default:
                _task.Todo($"{key}: {ShortYaml.Of(value)}");
                break;
        }
    }

    private string Shell(string text) => _variables.ForShell(text, words => _task.Todo(words, "cmd")).Trim('\n');

    private IEnumerable<string> Tests(YamlTree value) => TaskfileTask.Items(value).OfType<YamlTree.Text>().Select(test => $"({Shell(test.Value)})");

    private void AddChecks(IReadOnlyList<YamlTree> values, string line)
    {
        if (line.Length > 0 && values.All(value => value is YamlTree.Text text && !text.Value.Trim().Contains('\n', StringComparison.Ordinal)))
        {
            _checks.Add(new(line) { IsRaw = true });
        }
        else
        {
            _task.Todo($"a check: {string.Join(", ", values.Select(ShortYaml.Of))}", "cmd");
        }
    }

    private void ReadPreconditions(YamlTree value)
    {
        foreach (var condition in TaskfileTask.Items(value))
        {
            var (test, message) = condition is YamlTree.Map map ? (TaskfileTask.Text(map, "sh"), TaskfileTask.Text(map, "msg")) : ((condition as YamlTree.Text)?.Value, null);
            if (test is null || test.Trim().Contains('\n', StringComparison.Ordinal) || message is not null && TaskfileVariables.HasTemplate(message))
            {
                _task.Todo($"preconditions: {ShortYaml.Of(condition)}", "cmd");
                continue;
            }

            _checks.Add(new($"({Shell(test)}) || {{ echo {ShellWords.Of(message ?? $"precondition not met: {test.Trim()}")} >&2; exit 1; }}") { IsRaw = true });
        }
    }

    private void ReadEnvironment(YamlTree value)
    {
        foreach (var (name, variable) in (value as YamlTree.Map)?.Entries ?? [])
        {
            if (variable is YamlTree.Text text && _variables.ForDagrs(text.Value) is { } known)
            {
                _task.Env.Add(new(name.Value, known));
            }
            else if (variable is YamlTree.Map map && TaskfileTask.Text(map, "sh") is { } command)
            {
                _checks.Add(new($"export {name.Value}; {name.Value}=$({Shell(command)})") { IsRaw = true });
            }
            else
            {
                _task.Todo($"{name.Value}: {ShortYaml.Of(variable)}", "env");
            }
        }
    }

    private static string? Platforms(YamlTree value)
    {
        List<string> any = [];
        foreach (var platform in TaskfileTask.Items(value).OfType<YamlTree.Text>().Select(text => text.Value))
        {
            var parts = platform.Split('/').Select(part => part switch
            {
                "linux" or "windows" => $"os == '{part}'",
                "darwin" => "os == 'macos'",
                "amd64" => "arch == 'x64'",
                "arm64" => "arch == 'arm64'",
                _ => null,
            }).ToList();
            if (parts.Contains(null))
            {
                return null;
            }

            any.Add(parts.Count > 1 ? $"({string.Join(" && ", parts)})" : parts[0]!);
        }

        return any.Count > 0 ? string.Join(" || ", any) : null;
    }

    // go-task only checks tasks that declare both, or their inputs.
    private void ReadFiles()
    {
        var (sources, generates) = (Patterns("sources"), Patterns("generates"));
        var method = (_from["method"] as YamlTree.Text)?.Value;
        if (sources is { Count: > 0 } && method is not "none" && sources.Any(pattern => pattern[0] != '!'))
        {
            _task.Inputs = sources;
            _task.Outputs = generates is { Count: > 0 } ? generates : null;
        }
        else if (generates is { Count: > 0 } || sources is { Count: > 0 })
        {
            _task.Todo($"{(sources is { Count: > 0 } ? $"sources: {string.Join(' ', sources)}" : $"generates: {string.Join(' ', generates!)}")}: go-task does not check these, so it runs every time here too");
        }
    }

    private List<string>? Patterns(string key)
    {
        if (_from[key] is not { } value)
        {
            return null;
        }

        List<string> patterns = [];
        foreach (var item in TaskfileTask.Items(value))
        {
            var taken = item is YamlTree.Map map ? TaskfileTask.Text(map, "exclude") : null;
            if ((taken ?? (item as YamlTree.Text)?.Value) is { Length: > 0 } text && _variables.ForDagrs(text) is { Length: > 0 } pattern)
            {
                patterns.AddRange((pattern.Contains("${{", StringComparison.Ordinal) ? [pattern] : Braces.Expand(pattern)).Select(one => (taken is null ? "" : "!") + (one.StartsWith("./", StringComparison.Ordinal) ? one[2..] : one)));
            }
            else
            {
                _task.Todo($"{key}: {ShortYaml.Of(item)}", key == "sources" ? "inputs" : "outputs");
            }
        }

        return patterns;
    }
}
