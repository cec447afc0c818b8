using System.Text.RegularExpressions;

namespace Dagrs.Cli.Import.GoTask;

/// <summary>Resolves <c>{{.NAME}}</c> in a task of a Taskfile: parameters, constants, outputs of commands, values that go-task itself provides.</summary>
/// <param name="parameters">The parameters of the file, by name.</param>
/// <param name="constants">Texts to be pasted.</param>
/// <param name="dynamic">Commands whose output is the value.</param>
/// <param name="task">The id of the task.</param>
internal sealed partial class TaskfileVariables(
    IReadOnlyDictionary<string, ImportedParameter> parameters,
    IReadOnlyDictionary<string, string> constants,
    IReadOnlyDictionary<string, string> dynamic,
    string task)
{
    private const int DeepestNesting = 10;
    private const string Arguments = "@";

    // Values that go-task provides, and the variables that hold them here.
    private static readonly Dictionary<string, string> Special = new()
    {
        ["ROOT_DIR"] = "DAGRS_ROOT",
        ["TASKFILE_DIR"] = "DAGRS_HERE",
        ["USER_WORKING_DIR"] = "DAGRS_START",
    };

    private static readonly Dictionary<string, string> SpecialTerms = new() { ["ROOT_DIR"] = "root", ["TASKFILE_DIR"] = "here" };

    /// <summary>Undefined names: they come from the environment or the command line, or are empty.</summary>
    public SortedSet<string> Undeclared { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>Lines that assign the outputs of commands to shell variables, for the names that were used.</summary>
    public List<string> Assignments { get; private init; } = [];

    /// <summary>True when the arguments of the command line were used.</summary>
    public bool UsesArguments => Undeclared.Contains(Arguments);

    /// <summary>A copy with further constants that take precedence.</summary>
    public TaskfileVariables With(IEnumerable<KeyValuePair<string, string>> more)
    {
        var all = new Dictionary<string, string>(constants);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return new(parameters, all, dynamic, task) { Undeclared = Undeclared, Assignments = Assignments };
    }

    /// <summary>A copy with further commands whose output is a value.</summary>
    public TaskfileVariables WithDynamic(IReadOnlyDictionary<string, string> more)
    {
        var all = new Dictionary<string, string>(dynamic);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return new(parameters, constants, all, task) { Undeclared = Undeclared, Assignments = Assignments };
    }

    /// <summary>The default in a text that gives itself a default; null: it is another text.</summary>
    public static string? OwnDefault(string name, string text) =>
        Template().Match(text) is { Success: true } template && template.Value == text.Trim() && Name().Match(template.Groups[1].Value) is { Success: true } match
            && match.Groups["name"].Value == name && match.Groups["default"].Success
            ? match.Groups["default"].Value
            : null;

    /// <summary>The text with each template replaced by a letter, to examine the rest.</summary>
    public string WithMarks(string text) => Template().Replace(Expand(text), "x");

    public static bool HasTemplate(string text) => text.Contains("{{", StringComparison.Ordinal);

    /// <summary>A constant or the literal default of a parameter; null: neither.</summary>
    public string? Known(string name) =>
        constants.TryGetValue(name, out var constant) ? Expand(constant)
        : parameters.TryGetValue(name, out var parameter) && parameter.Default is { } text && !text.Contains("${{", StringComparison.Ordinal) ? text
        : null;

    /// <summary>The text with constants pasted and all other templates unchanged.</summary>
    public string Expand(string text, int depth = 0) => Template().Replace(text, match =>
        depth < DeepestNesting && Name().Match(match.Groups[1].Value) is { Success: true } name && constants.TryGetValue(name.Groups["name"].Value, out var constant)
            ? Expand(constant, depth + 1)
            : match.Value);

    /// <summary>A shell command.</summary>
    /// <param name="todo">Receives templates without an equivalent; the command ends there.</param>
    public string ForShell(string text, Action<string> todo, int depth = 0)
    {
        var holed = new HoledText();
        Fill(holed, text, todo, depth);
        return holed.ForShell();
    }

    /// <summary>A text for a key of dagrs that allows expressions; null: it contains a template without an equivalent.</summary>
    public string? ForDagrs(string text)
    {
        var isKnown = true;
        var filled = Template().Replace(Expand(text), match =>
        {
            var name = Name().Match(match.Groups[1].Value) is { Success: true } found && !found.Groups["default"].Success ? found.Groups["name"].Value : "";
            var known = name == "TASK" ? task
                : SpecialTerms.TryGetValue(name, out var term) ? $"${{{{ {term} }}}}"
                : parameters.ContainsKey(name) ? $"${{{{ params.{name} }}}}"
                : null;
            isKnown &= known is not null;
            return known ?? "";
        });
        return isKnown ? filled : null;
    }

    private void Fill(HoledText holed, string text, Action<string> todo, int depth)
    {
        var at = 0;
        foreach (Match match in Template().Matches(text))
        {
            holed.Append(text.AsSpan(at, match.Index - at));
            if (Name().Match(match.Groups[1].Value) is { Success: true } name && depth < DeepestNesting)
            {
                FillName(holed, name.Groups["name"].Value, name.Groups["default"].Success ? name.Groups["default"].Value : null, todo, depth);
            }
            else
            {
                todo($"{match.Value}: a template without an equivalent; the command fails there until you replace it");
                holed.Append(new Hole("dagrs_todo", null) { Missing = "see TODO dagrs in the task file" });
            }

            at = match.Index + match.Length;
        }

        holed.Append(text.AsSpan(at));
    }

    private void FillName(HoledText holed, string name, string? otherwise, Action<string> todo, int depth)
    {
        if (constants.TryGetValue(name, out var constant) && (constant.Length > 0 || otherwise is null))
        {
            Fill(holed, constant, todo, depth + 1);
        }
        else if (name == "TASK")
        {
            holed.Append(task);
        }
        else if (name == "CLI_ARGS")
        {
            Undeclared.Add(Arguments);
            holed.Append(new Hole("@", null));
        }
        else if (dynamic.TryGetValue(name, out var command))
        {
            var assignment = $"{name}=$({ForShell(command, todo, depth + 1)})";
            if (!Assignments.Contains(assignment))
            {
                Assignments.Add(assignment);
            }

            holed.Append(new Hole(name, null));
        }
        else
        {
            if (!parameters.ContainsKey(name) && !Special.ContainsKey(name))
            {
                Undeclared.Add(name);
            }

            holed.Append(new Hole(Special.GetValueOrDefault(name, name), null) { Otherwise = otherwise });
        }
    }

    [GeneratedRegex(@"\{\{(.*?)\}\}", RegexOptions.Singleline)]
    private static partial Regex Template();

    [GeneratedRegex(@"^\s*\.(?<name>[A-Za-z_]\w*)\s*(?:\|\s*default\s+(?:""(?<default>[^""$`\\}]*)""|'(?<default>[^'$`\\}]*)'|`(?<default>[^`$\\}]*)`|(?<default>\d+))\s*)?$")]
    private static partial Regex Name();
}
