using Dagrs.Cli.Import.Shell;
using Dagrs.Core.Yaml;

namespace Dagrs.Cli.Import.GoTask;

/// <summary>A task of a Taskfile as written: a command, a list of commands, or a mapping.</summary>
/// <param name="id">Its name.</param>
/// <param name="value">Its value.</param>
internal sealed class TaskfileTask(string id, YamlTree value)
{
    private readonly YamlTree.Map? _map = value as YamlTree.Map;

    public string Id { get; } = id;

    /// <summary>Its keys; none in the short form.</summary>
    public IReadOnlyList<KeyValuePair<Core.Definition.Located<string>, YamlTree>> Entries => _map?.Entries ?? [];

    public YamlTree? this[string key] => _map?[key];

    /// <summary>Its commands in order.</summary>
    public IReadOnlyList<YamlTree> Commands => _map is null ? Items(value) : [.. Items(_map["cmd"]), .. Items(_map["cmds"])];

    public IReadOnlyList<YamlTree> Dependencies => Items(_map?["deps"]);

    public bool MayFail => _map is not null && Text(_map, "ignore_error") == "true";

    /// <summary>Its variables with text values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Constants =>
        [.. Pairs(_map?["vars"]).Where(pair => pair.Value is YamlTree.Text && !IsOwnDefault(pair)).Select(pair => new KeyValuePair<string, string>(pair.Key.Value, ((YamlTree.Text)pair.Value).Value))];

    /// <summary>Keys that are lost when it is inlined.</summary>
    public IEnumerable<string> KeysNotWrittenIn => Entries.Select(entry => entry.Key.Value).Where(key => key is "status" or "preconditions" or "sources" or "prompt" or "platforms" or "if");

    /// <summary>The text value of a key; null: there is none.</summary>
    public static string? Text(YamlTree.Map map, string key) => map[key] is YamlTree.Text { IsNull: false } text ? text.Value : null;

    /// <summary>The values of a key that accepts one or a list.</summary>
    public static IReadOnlyList<YamlTree> Items(YamlTree? value) => value switch
    {
        null or YamlTree.Text { IsNull: true } => [],
        YamlTree.List list => list.Items,
        _ => [value],
    };

    /// <summary>Lines that change to its folder and set its variables.</summary>
    public IReadOnlyList<string> Before(TaskfileVariables variables, Action<string> todo)
    {
        List<string> lines = [];
        if (_map is not null && Text(_map, "dir") is { } folder)
        {
            lines.Add($"cd {Word(folder, variables, todo)}");
        }

        foreach (var (name, value) in Pairs(_map?["env"]))
        {
            if (value is YamlTree.Text text)
            {
                lines.Add($"export {name.Value}={Word(text.Value, variables, todo)}");
            }
            else
            {
                todo($"env: {name.Value}: {ShortYaml.Of(value)} of '{Id}', whose commands are inlined here");
            }
        }

        return lines;
    }

    private static string Word(string text, TaskfileVariables variables, Action<string> todo) =>
        variables.Expand(text) is var known && !TaskfileVariables.HasTemplate(known) ? ShellWords.Of(known) : variables.ForShell($"\"{known.Replace("\"", "\\\"", StringComparison.Ordinal)}\"", todo);

    /// <summary>Whether a variable only gives itself a default, as in <c>NAME: '{{.NAME | default "x"}}'</c>, so that its value comes from outside.</summary>
    public static bool IsOwnDefault(KeyValuePair<Core.Definition.Located<string>, YamlTree> pair) =>
        pair.Value is YamlTree.Text text && text.Value.Contains($".{pair.Key.Value}", StringComparison.Ordinal) && TaskfileVariables.HasTemplate(text.Value);

    private static IReadOnlyList<KeyValuePair<Core.Definition.Located<string>, YamlTree>> Pairs(YamlTree? value) => value is YamlTree.Map map ? map.Entries : [];
}
