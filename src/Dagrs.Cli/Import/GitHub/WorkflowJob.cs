using System.Globalization;
using Dagrs.Core.Yaml;
using static Dagrs.Cli.Import.GitHub.WorkflowExpression;

namespace Dagrs.Cli.Import.GitHub;

/// <summary>Imports a job of a workflow as a task.</summary>
internal sealed class WorkflowJob
{
    private readonly ImportedTask _task;
    private readonly YamlTree.Map _job;
    private readonly YamlTree.Map? _defaults;

    public WorkflowJob(string id, YamlTree.Map job, IReadOnlyCollection<string> inputs, YamlTree.Map? defaults)
    {
        (_task, _job, _defaults) = (new(id) { After = Texts(job["needs"]) }, job, defaults);
        var keys = Matrix?.Entries.SelectMany(entry => entry.Key.Value is not ("include" or "exclude") ? [entry.Key.Value]
            : entry.Value is YamlTree.List list ? list.Items.OfType<YamlTree.Map>().SelectMany(item => item.Entries).Select(item => item.Key.Value) : []) ?? [];
        Names = new(_task.After, [.. keys.Distinct()], inputs);
    }

    /// <summary>The names that its texts can refer to.</summary>
    public WorkflowNames Names { get; }

    /// <summary>The machines that it runs on.</summary>
    public IEnumerable<string> RunsOn => _job["runs-on"] is { } machine ? [ShortYaml.Of(machine)] : [];

    private YamlTree.Map? Matrix => (_job["strategy"] as YamlTree.Map)?["matrix"] as YamlTree.Map;

    public ImportedTask Read()
    {
        ReadName();
        ReadMatrix();
        ReadCondition();
        foreach (var (name, value) in _job["env"] is YamlTree.Map variables ? variables.Entries : [])
        {
            var text = value is YamlTree.Text scalar ? scalar.Value : "";
            if (!WorkflowVariables.Add(_task, name.Value, text, Names))
            {
                _task.Todo($"{name.Value}: {text}", "env");
            }
        }

        var steps = _job["steps"] is YamlTree.List list ? list.Items.OfType<YamlTree.Map>().ToList() : [];
        new WorkflowSteps(_task, Names, Default("shell"), Default("working-directory")).Read(steps);
        _task.Secrets.AddRange(Names.Secrets.Where(secret => !_task.Secrets.Contains(secret)));
        if (_task.Command is null)
        {
            LeaveCommandKeys();
        }

        foreach (var (key, value) in _job.Entries)
        {
            ReadOther(key.Value, value);
        }

        return _task;
    }

    private string? Default(string key) =>
        (((_job["defaults"] as YamlTree.Map)?["run"] as YamlTree.Map)?[key] ?? ((_defaults?["run"] as YamlTree.Map)?[key])) is YamlTree.Text text ? text.Value : null;

    private static List<string> Texts(YamlTree? value) => value switch
    {
        YamlTree.Text { IsNull: false } text => [text.Value],
        YamlTree.List list => [.. list.Items.OfType<YamlTree.Text>().Select(text => text.Value)],
        _ => [],
    };

    private void ReadName()
    {
        if (_job["name"] is YamlTree.Text { Value.Length: > 0 } name)
        {
            _task.Name = new WorkflowTexts(Names).ForDagrs(name.Value) ?? _task.Id;
        }
    }

    private void ReadMatrix()
    {
        if ((_job["strategy"] as YamlTree.Map)?["matrix"] is not { } value)
        {
            return;
        }

        _task.Matrix = value is YamlTree.Map matrix ? WorkflowMatrix.Read(matrix) : null;
        if (_task.Matrix is null)
        {
            _task.Todo($"matrix: {ShortYaml.Of(value)}", "matrix");
            _task.Name = _task.Id;
        }

        foreach (var (key, other) in ((YamlTree.Map)_job["strategy"]!).Entries.Where(entry => entry.Key.Value is not "matrix"))
        {
            _task.Todo($"strategy: {key.Value}: {ShortYaml.Of(other)}", "matrix");
        }
    }

    private void ReadCondition()
    {
        if (_job["if"] is not YamlTree.Text { Value.Length: > 0 } text)
        {
            return;
        }

        var bare = text.Value.Trim() is ['$', '{', '{', .. var inner, '}', '}'] ? inner.Trim() : text.Value;
        var condition = WorkflowExpressionParser.Parse(bare);
        if (condition is Negated { Inner: Call { Function: "cancelled" } } && _task.After.Count > 0)
        {
            _task.When = "always";
            _task.Todo($"if: {text.Value}: here it also runs after the run was stopped", "when");
            return;
        }

        List<WorkflowExpression> parts = condition is null ? [] : [.. Parts(condition)];
        if (parts is [Call { Arguments.Count: 0 } status, ..] && ReadStatus(status))
        {
            parts.RemoveAt(0);
            if (parts.Count == 0)
            {
                return;
            }

            condition = parts.Aggregate((left, right) => new Joined(left, "&&", right));
        }

        _task.If = condition is null ? null : new WorkflowCondition(Names).ForDagrs(condition);
        if (_task.If is null)
        {
            _task.If = "false";
            _task.Todo($"if: {text.Value}: skipped until you replace this with a condition that dagrs can read", "if");
        }
    }

    private static IEnumerable<WorkflowExpression> Parts(WorkflowExpression condition) =>
        condition is Joined { Sign: "&&" } joined ? [.. Parts(joined.Left), joined.Right] : [condition];

    private bool ReadStatus(Call status)
    {
        _task.When = status.Function switch { "always" => "always", "failure" => "failure", _ => null };
        if (_task.When is not null && _task.After.Count == 0)
        {
            _task.When = null;
            return status.Function == "always";
        }

        return status.Function is "always" or "failure" or "success";
    }

    // A group has no command that these keys could apply to.
    private void LeaveCommandKeys()
    {
        _task.Todo($"it runs no command here{(_task.Env.Count > 0 ? "; its variables: " + string.Join(", ", _task.Env.Select(pair => pair.Key)) : "")}", "cmd");
        _task.Command = ":";
    }

    private void ReadOther(string key, YamlTree value)
    {
        switch (key)
        {
            case "name" or "needs" or "if" or "runs-on" or "strategy" or "env" or "defaults" or "steps":
                break;
            case "timeout-minutes" when value is YamlTree.Text text && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 100_000:
                _task.Timeout = minutes == Math.Floor(minutes) ? $"{minutes}m" : $"{Math.Ceiling(minutes * 60)}s";
                break;
            case "continue-on-error" when value is YamlTree.Text { Value: "true" or "false" } flag:
                _task.MayFail = flag.Value == "true";
                break;
            default:
                _task.Todo($"{key}: {ShortYaml.Of(value)}");
                break;
        }
    }
}
