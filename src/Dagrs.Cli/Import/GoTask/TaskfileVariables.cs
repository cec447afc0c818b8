using System.Text.RegularExpressions;

namespace Dagrs.Cli.Import.GoTask;

/// <summary>What <c>{{.NAME}}</c> stands for in a task of a Taskfile: parameters, constants, what a command prints, values that go-task itself gives.</summary>
/// <param name="parameters">Those of the file, by name.</param>
/// <param name="constants">Texts that are pasted.</param>
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

    // What go-task gives as values is in variables here.
    private static readonly Dictionary<string, string> Special = new()
    {
        ["ROOT_DIR"] = "DAGRS_ROOT",
        ["TASKFILE_DIR"] = "DAGRS_HERE",
        ["USER_WORKING_DIR"] = "DAGRS_START",
    };

    private static readonly Dictionary<string, string> SpecialTerms = new() { ["ROOT_DIR"] = "root", ["TASKFILE_DIR"] = "here" };

    /// <summary>Names that nothing has: they come from the environment or the command line, or are empty.</summary>
    public SortedSet<string> Undeclared { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>Lines that give variables of the shell what commands print, for the names that were used.</summary>
    public List<string> Assignments { get; private init; } = [];

    /// <summary>The command line's arguments were used.</summary>
    public bool UsesArguments => Undeclared.Contains(Arguments);

    /// <summary>The same with other constants before its own.</summary>
    public TaskfileVariables With(IEnumerable<KeyValuePair<string, string>> more)
    {
        var all = new Dictionary<string, string>(constants);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return new(parameters, all, dynamic, task) { Undeclared = Undeclared, Assignments = Assignments };
    }

    /// <summary>The same with commands of its own whose output is a value.</summary>
    public TaskfileVariables WithDynamic(IReadOnlyDictionary<string, string> more)
    {
        var all = new Dictionary<string, string>(dynamic);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return new(parameters, constants, all, task) { Undeclared = Undeclared, Assignments = Assignments };
    }

    /// <summary>The default that a text gives to its own name; null: it is another text.</summary>
    public static string? OwnDefault(string name, string text) =>
        Template().Match(text) is { Success: true } template && template.Value == text.Trim() && Name().Match(template.Groups[1].Value) is { Success: true } match
            && match.Groups["name"].Value == name && match.Groups["default"].Success
            ? match.Groups["default"].Value
            : null;

    /// <summary>The text with a letter for each template, to look at what else is in it.</summary>
    public string WithMarks(string text) => Template().Replace(Expand(text), "x");

    public static bool HasTemplate(string text) => text.Contains("{{", StringComparison.Ordinal);

    /// <summary>A constant or the literal default of a parameter; null: neither.</summary>
    public string? Known(string name) =>
        constants.TryGetValue(name, out var constant) ? Expand(constant)
        : parameters.TryGetValue(name, out var parameter) && parameter.Default is { } text && !text.Contains("${{", StringComparison.Ordinal) ? text
        : null;

    /// <summary>With the constants pasted and all other templates left as they are.</summary>
    public string Expand(string text, int depth = 0) => Template().Replace(text, match =>
        depth < DeepestNesting && Name().Match(match.Groups[1].Value) is { Success: true } name && constants.TryGetValue(name.Groups["name"].Value, out var constant)
            ? Expand(constant, depth + 1)
            : match.Value);

    /// <summary>A command for a shell.</summary>
    /// <param name="todo">Hears of templates that have no equal; the command ends there.</param>
    public string ForShell(string text, Action<string> todo, int depth = 0)
    {
        var holed = new HoledText();
        Fill(holed, text, todo, depth);
        return holed.ForShell();
    }

    /// <summary>A text of a key of dagrs that takes expressions; null: it has a template that has no equal.</summary>
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
                todo($"{match.Value}: a template that has no equal here; the command ends there until something else stands in its place");
                holed.Append(new Hole("dagrs_todo", null) { Missing = "see TODO dagrs in the file of tasks" });
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
