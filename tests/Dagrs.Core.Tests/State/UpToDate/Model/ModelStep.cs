using System.Globalization;

namespace Dagrs.Core.Tests.State.UpToDate.Model;

/// <summary>What a task of a random project is: what it reads, and in what ways besides. It gives its lines of the file and what its command would write. Immutable.</summary>
/// <param name="Number">Which; those that it comes after have lower ones.</param>
/// <param name="Kind">What it makes of what it reads.</param>
/// <param name="After">What it comes after.</param>
internal sealed record ModelStep(int Number, ModelKind Kind, IReadOnlyList<int> After)
{
    /// <summary>The variable of dagrs' own environment that some tasks name; no command looks at it.</summary>
    public const string OutsideVariable = "OUTSIDE";

    /// <summary>Files that it reads, by their names.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public bool ReadsFolder { get; init; }

    public bool ReadsLink { get; init; }

    /// <summary>True when it asks whether a file can be executed.</summary>
    public bool SeesMode { get; init; }

    /// <summary>A variable that the file gives it; null: none.</summary>
    public string? Variable { get; init; }

    public bool SeesOutside { get; init; }

    public bool SeesParameter { get; init; }

    public bool AsksTool { get; init; }

    public bool RunsScript { get; init; }

    /// <summary>A word of its command.</summary>
    public string Word { get; init; } = "w";

    /// <summary>What is none of a key.</summary>
    public string Tag { get; init; } = "t";

    public string Id => "t" + Number.ToString(CultureInfo.InvariantCulture);

    public string Output => "o" + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The file that a formatter puts in order.</summary>
    public string Own => "f" + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>While it is there the task writes half and fails.</summary>
    public string Flag => "fail" + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>How it names the folder: one that is empty is there all the same, and a pattern then matches nothing.</summary>
    public string Folder => Number % 2 == 0 ? "d" : "d/*";

    /// <summary>True for a task that dagrs is asked about.</summary>
    public bool IsChecked => Kind is not (ModelKind.Plain or ModelKind.Group);

    /// <summary>Its entry in the file.</summary>
    public string Yaml(IReadOnlyList<ModelStep> all, string folder)
    {
        List<string> lines = [$"  {Id}:", $"    name: \"{Tag}\"", $"    after: [ {string.Join(", ", After.Select(before => all[before].Id))} ]"];
        if (Kind != ModelKind.Group)
        {
            lines.AddRange([$"    dir: {folder}", $"    tags: [ {Tag} ]"]);
        }

        if (IsChecked)
        {
            lines.Add($"    inputs: [ {string.Join(", ", Inputs(all).Append("s0").Distinct().Select(name => $"\"{name}\""))} ]");
            lines.AddRange(SeesOutside ? [$"    env-inputs: {OutsideVariable}"] : []);
            lines.AddRange(AsksTool ? ["    tool-inputs: cat tool"] : []);
        }

        lines.AddRange(Kind switch
        {
            ModelKind.Output => [$"    outputs: {Output}"],
            ModelKind.Echo => ["    outputs: []"],
            ModelKind.Result => ["    results: v"],
            _ => (string[])[],
        });
        List<string> variables = Variable is null ? [] : [$"V: \"{Variable}\""];
        variables.AddRange(Before(all, ModelKind.Result).Select(before => $"R{before.Number}: \"${{{{ tasks.{before.Id}.results.v }}}}\""));
        if (Kind != ModelKind.Group)
        {
            lines.AddRange(variables.Count > 0 ? [$"    env: {{ {string.Join(", ", variables)} }}"] : []);
            lines.AddRange(["    cmd: |", "      " + Command(all)]);
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>What its command writes when nothing goes wrong.</summary>
    /// <param name="project">What there is now.</param>
    /// <param name="value">What a task has made: its output, or its result.</param>
    public string Made(ModelProject project, Func<ModelStep, string> value)
    {
        List<string> parts = [.. Files.Concat(Before(project.Steps, ModelKind.Output).Select(before => before.Output)).Select(name => project.Files[name])];
        parts.AddRange(ReadsFolder ? project.Below.Select(name => project.Files[name] + name[2..]) : []);
        parts.AddRange(ReadsLink ? [project.Files[project.LinksTo], project.LinksTo] : []);
        parts.Add(SeesMode && project.Executables.Contains("s0") ? "x" : "");
        parts.Add(Variable ?? "");
        parts.Add(SeesParameter ? project.Parameter : "");
        parts.Add(RunsScript ? project.ScriptWord : "");
        parts.AddRange(Before(project.Steps, ModelKind.Result).Concat(Before(project.Steps, ModelKind.Echo)).Select(value));
        return string.Concat(parts) + Word;
    }

    /// <summary>The tasks right before it that are of a kind.</summary>
    public IEnumerable<ModelStep> Before(IReadOnlyList<ModelStep> all, ModelKind kind) => After.Select(before => all[before]).Where(before => before.Kind == kind);

    /// <summary>The names and patterns that it says it reads.</summary>
    public IEnumerable<string> Inputs(IReadOnlyList<ModelStep> all) => Kind == ModelKind.Formatter
        ? [Own]
        : Files.Concat(Before(all, ModelKind.Output).Select(before => before.Output)).Concat(ReadsFolder ? [Folder] : []).Concat(ReadsLink ? ["l"] : []);

    private string Command(IReadOnlyList<ModelStep> all)
    {
        if (Kind == ModelKind.Formatter)
        {
            return $"sed -i s/x/y/g {Own}";
        }

        if (Kind == ModelKind.Plain)
        {
            return $"printf x >> ran{Number}";
        }

        List<string> words = [":"];
        words.AddRange(Files.Concat(Before(all, ModelKind.Output).Select(before => before.Output)).Select(name => $"cat {name}"));
        words.AddRange(ReadsFolder ? ["find d -type f | LC_ALL=C sort | while read -r f; do cat $f; printf %s ${f#d/}; done"] : []);
        words.AddRange(ReadsLink ? ["cat l; printf %s $(readlink l)"] : []);
        words.AddRange(SeesMode ? ["! test -x s0 || printf x"] : []);
        words.AddRange(Variable is not null ? ["printf %s \"$V\""] : []);
        words.AddRange(SeesParameter ? ["printf %s \"$para\""] : []);
        words.AddRange(RunsScript ? ["sh ./run.sh"] : []);
        words.AddRange(Before(all, ModelKind.Result).Select(before => $"printf %s \"$R{before.Number}\""));
        words.AddRange(After.Index().Where(before => all[before.Item].Kind == ModelKind.Echo).Select(before => $"printf %s \"${{{before.Index + 1}}}\""));
        words.Add($"printf %s {Word}");
        var body = string.Join("; ", words);
        return $"if test -e {Flag}; then {(Kind == ModelKind.Output ? $"printf half > {Output}; " : "")}exit 1; fi; " + Kind switch
        {
            ModelKind.Output => $"{{ {body}; }} > {Output}",
            ModelKind.Result => $"printf 'v=%s\\n' \"$({body})\" >> \"$DAGRS_RESULTS\"",
            _ => body,
        };
    }
}
