namespace Dagrs.Core.Tests.State.UpToDate.Model;

/// <summary>
/// What runs of a random project must have done, worked out in the simplest way: a task runs unless all that its result hangs on is, word for word, what it
/// was at its last success. It compares texts and keeps no hash. Not thread-safe.
/// </summary>
internal sealed class ModelMemory(ModelProject project)
{
    private readonly Dictionary<int, Success> _last = [];
    private readonly Dictionary<int, string> _values = []; // results and outputs of tasks
    private readonly Dictionary<int, string?> _handed = []; // null: it did not come to a good end
    private int _number;

    /// <summary>What a run does now: changes the files that the project knows as the run must change those on the disk.</summary>
    /// <returns>The tasks that are started, in the order of the file.</returns>
    public List<string> Run()
    {
        var ran = new List<string>();
        _handed.Clear();
        foreach (var step in project.Steps)
        {
            _handed[step.Number] = step.After.Any(before => _handed[before] is null) ? null : Go(step, ran);
        }

        return ran;
    }

    /// <summary>All tasks have just succeeded and are recorded.</summary>
    public void Settle()
    {
        _last.Clear();
        Run();
        Run();
    }

    private string? Go(ModelStep step, List<string> ran)
    {
        switch (step.Kind)
        {
            case ModelKind.Group:
                return "";
            case ModelKind.Plain:
                ran.Add(step.Id);
                return Unique();
            case ModelKind.Formatter:
                return Format(step, ran);
            default:
                var key = Key(step);
                if (IsUpToDate(step, key))
                {
                    _values[step.Number] = _last[step.Number].Made;
                    return Handed(step, _last[step.Number].Made);
                }

                ran.Add(step.Id);
                _last.Remove(step.Number);
                if (project.Files.ContainsKey(step.Flag))
                {
                    Keep(step, "half");
                    return null;
                }

                var made = step.Made(project, before => _values[before.Number]);
                _values[step.Number] = made;
                Keep(step, made);
                if (key is not null)
                {
                    _last[step.Number] = new(key, made, "");
                }

                return Handed(step, made);
        }
    }

    private string Format(ModelStep step, List<string> ran)
    {
        var key = Key(step)!;
        if (IsUpToDate(step, key))
        {
            return _last[step.Number].Handed;
        }

        ran.Add(step.Id);
        _last.Remove(step.Number);
        var handed = Unique();
        var (before, after) = (project.Files[step.Own], project.Files[step.Own].Replace('x', 'y'));
        project.Files[step.Own] = after;
        if (before == after)
        {
            _last[step.Number] = new(key, "", handed);
        }

        return handed;
    }

    private bool IsUpToDate(ModelStep step, string? key) => key is not null && _last.TryGetValue(step.Number, out var last) && last.Key == key
        && (step.Kind != ModelKind.Output || (project.Files.TryGetValue(step.Output, out var output) && output == last.Made));

    private void Keep(ModelStep step, string made)
    {
        if (step.Kind == ModelKind.Output)
        {
            project.Files[step.Output] = made;
        }
    }

    // Null: a pattern matches nothing.
    private string? Key(ModelStep step)
    {
        if (step is { ReadsFolder: true, Folder: not "d" } && step.Kind != ModelKind.Formatter && !project.Below.Any())
        {
            return null;
        }

        List<string> parts = [(step with { Tag = "" }).Yaml(project.Steps, "")];
        foreach (var name in step.Inputs(project.Steps).Append("s0").Distinct().SelectMany(name => name == step.Folder ? project.Below : [name]))
        {
            var file = name == "l" ? project.LinksTo : name;
            parts.Add($"{name} {file} {project.Files[file]} {project.Executables.Contains(file)}");
        }

        parts.Add(step.SeesOutside ? $"outside {project.Outside ?? "not set"}" : "");
        parts.Add(step is { SeesParameter: true, Kind: not ModelKind.Formatter } ? $"parameter {project.Parameter}" : "");
        parts.Add(step.AsksTool ? $"tool {project.Files["tool"]}" : "");
        parts.Add(step is { RunsScript: true, Kind: not ModelKind.Formatter } ? $"script {project.ScriptWord}" : "");
        parts.AddRange(step.Before(project.Steps, ModelKind.Result).Concat(step.Kind == ModelKind.Formatter ? [] : step.Before(project.Steps, ModelKind.Echo)).Select(before => _values[before.Number]));
        parts.AddRange(Predecessors(step).Select(before => $"{before.Id} {_handed[before.Number]}"));
        return string.Join('\n', parts);
    }

    private IEnumerable<ModelStep> Predecessors(ModelStep step) =>
        step.After.Select(before => project.Steps[before]).SelectMany(before => before.Kind == ModelKind.Group ? Predecessors(before) : [before]);

    private static string Handed(ModelStep step, string made) => step.Kind == ModelKind.Output ? made : "";

    private string Unique() => $"run {_number++}";

    /// <param name="Key">All that it hung on.</param>
    /// <param name="Made">What it made.</param>
    /// <param name="Handed">How those after it know it.</param>
    private sealed record Success(string Key, string Made, string Handed);
}
