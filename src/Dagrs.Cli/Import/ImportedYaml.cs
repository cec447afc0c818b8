using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Import;

/// <summary>Writes an imported file as a dagrs.yaml: keys in a fixed order, each below notes on what could not be imported. It knows no tool.</summary>
internal sealed class ImportedYaml
{
    private const int LongestLine = 100;
    private const int LongestTodo = 400; // nobody reads more of an original text in a comment

    private readonly StringBuilder _text = new();
    private readonly Dictionary<int, Spot> _spots = [];
    private int _line = 1;

    /// <summary>The text.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>The number of notes on what could not be imported.</summary>
    public int TodoCount { get; private set; }

    /// <summary>The part that a line belongs to; null: none that could be left out.</summary>
    public Spot? At(int line) => _spots.TryGetValue(line, out var spot) ? spot : null;

    public ImportedYaml Write(ImportedFile file)
    {
        Line(0, $"# Imported by dagrs from {OneLine.Of(file.Path, LongestTodo)}");
        WriteTodos(file.Todos, "", 0);
        Line(0, "");
        var hasParameters = file.Parameters.Count > 0;
        if (hasParameters)
        {
            Line(0, "params:");
            file.Parameters.ForEach(Write);
        }

        Pairs(file.Todos, null, "env", file.Env);
        if (file.EnvFiles.Count > 0)
        {
            WriteTodos(file.Todos, "env-file", 0);
            Line(0, $"env-file: {EnvFilesOf(file.EnvFiles)}", new(null, "env-file"));
        }

        Words(file.Todos, null, "secrets", file.Secrets, isWanted: file.Secrets.Count > 0);
        Words(file.Todos, null, "default", file.Default, isWanted: file.Default is not null);
        if (file.Shell is not null)
        {
            WriteTodos(file.Todos, "defaults", 0);
            Line(0, $"defaults: {{ shell: {ShellOf(file.Shell)} }}", new(null, "defaults"));
        }

        WriteTodos(file.Todos, "dagrs", 0);
        Line(0, "dagrs:");
        foreach (var (number, task) in file.Tasks.Index())
        {
            if (number > 0)
            {
                Line(0, "");
            }

            Write(task);
        }

        return this;
    }

    private void Write(ImportedParameter parameter)
    {
        if (parameter.Todo is { } todo)
        {
            WriteTodo(todo, 2);
        }

        var value = parameter.Default is { } text ? $"default: {YamlWords.Quoted(text)}" : "required: true";
        var environment = parameter.IsOfEnvironment ? $", env: {parameter.Name}" : "";
        var choices = parameter.Choices.Count > 0 ? $", choices: {YamlWords.List(parameter.Choices)}" : "";
        Line(2, parameter is { Default: { } simple, IsOfEnvironment: false, Choices.Count: 0 }
            ? $"{parameter.Name}: {YamlWords.OneLine(simple)}"
            : $"{parameter.Name}: {{ {value}{environment}{choices} }}", new(null, "params." + parameter.Name));
    }

    private void Write(ImportedTask task)
    {
        WriteTodos(task.Todos, "", 2);
        Line(2, $"{YamlWords.Inside(task.Id)}:", new(task.Id, ""));
        Key(task, "name", YamlWords.InDoubleQuotes(task.Name));
        Key(task, "desc", task.Desc is { } desc ? YamlWords.OneLine(desc) : null);
        Key(task, "after", task.After, isWanted: task.After.Count > 0);
        Key(task, "when", task.When);
        Key(task, "if", task.If is { } condition ? YamlWords.OneLine(condition) : null);
        Key(task, "confirm", task.Confirm is { } question ? YamlWords.OneLine(question) : null);
        Write(task, task.Matrix);
        Key(task, "interactive", task.IsInteractive ? "true" : null);
        Key(task, "service", task.IsService ? "true" : null);
        Key(task, "ready", task.ReadyLog is { } line ? $"{{ log: {YamlWords.Quoted(line)} }}" : null);
        Key(task, "inputs", task.Inputs, isWanted: task.Inputs is not null);
        Key(task, "outputs", task.Outputs, isWanted: task.Outputs is not null);
        Key(task, "env-inputs", task.EnvInputs, isWanted: task.EnvInputs.Count > 0);
        Key(task, "cache", task.IsCached ? "true" : null);
        Key(task, "clean", task.CleansItself ? "false" : null);
        Pairs(task.Todos, task.Id, "env", task.Env);
        Key(task, "env-file", task.EnvFiles.Count > 0 ? EnvFilesOf(task.EnvFiles) : null);
        Key(task, "secrets", task.Secrets, isWanted: task.Secrets.Count > 0);
        Key(task, "dir", task.Dir is { } folder ? YamlWords.OneLine(folder) : null);
        Key(task, "shell", task.Shell is { } shell ? ShellOf(shell) : null);
        Key(task, "timeout", task.Timeout);
        Key(task, "allow-failure", task.MayFail ? "true" : null);
        WriteCommand(task);
    }

    private static string EnvFilesOf(List<string> paths) => $"[ {string.Join(", ", paths.Select(path => $"{{ path: {YamlWords.Inside(path)}, optional: true }}"))} ]";

    private static string ShellOf(IReadOnlyList<string> shell) => shell.Count == 1 ? shell[0] : YamlWords.List(shell);

    private void WriteCommand(ImportedTask task)
    {
        if (task.Command?.TrimEnd('\n') is not { } command || !YamlWords.FitsBlock(command))
        {
            Key(task, "cmd", task.Command is null ? null : YamlWords.OneLine(task.Command.TrimEnd('\n')));
            return;
        }

        WriteTodos(task.Todos, "cmd", 4);
        Line(4, "cmd: |", new(task.Id, "cmd"));
        foreach (var line in command.Split('\n'))
        {
            Line(line.Length == 0 ? 0 : 6, line, new(task.Id, "cmd"));
        }
    }

    private void Write(ImportedTask task, ImportedMatrix? matrix)
    {
        WriteTodos(task.Todos, "matrix", 4);
        if (matrix is null)
        {
            return;
        }

        var spot = new Spot(task.Id, "matrix");
        Line(4, "matrix:", spot);
        foreach (var (key, values) in matrix.Keys)
        {
            Line(6, $"{key}: {YamlWords.List(values)}", spot);
        }

        if (matrix.Combinations.Count > 0)
        {
            Line(6, "include:", spot);
        }

        foreach (var combination in matrix.Combinations)
        {
            Line(8, $"- {{ {string.Join(", ", combination.Select(pair => $"{pair.Key}: {YamlWords.Inside(pair.Value)}"))} }}", spot);
        }
    }

    // The variables or parameters of a task, or of the file.
    private void Pairs(List<ImportedTodo> todos, string? task, string key, List<KeyValuePair<string, string>> pairs)
    {
        var indent = task is null ? 0 : 4;
        WriteTodos(todos, key, indent);
        if (pairs.Count == 0)
        {
            return;
        }

        Line(indent, $"{key}:");
        foreach (var (name, value) in pairs)
        {
            Line(indent + 2, $"{YamlWords.Inside(name)}: {YamlWords.OneLine(value)}", new(task, $"{key}.{name}"));
        }
    }

    private void Key(ImportedTask task, string key, List<string>? words, bool isWanted) => Words(task.Todos, task.Id, key, words, isWanted);

    private void Words(List<ImportedTodo> todos, string? task, string key, List<string>? words, bool isWanted)
    {
        var (indent, spot) = (task is null ? 0 : 4, new Spot(task, key));
        WriteTodos(todos, key, indent);
        if (!isWanted)
        {
            return;
        }

        var inOneLine = $"{key}: {YamlWords.List(words!)}";
        if (inOneLine.Length + indent <= LongestLine)
        {
            Line(indent, inOneLine, spot);
            return;
        }

        Line(indent, $"{key}:", spot);
        words!.ForEach(word => Line(indent + 2, $"- {YamlWords.OneLine(word)}", spot));
    }

    private void Key(ImportedTask task, string key, string? value)
    {
        WriteTodos(task.Todos, key, 4);
        if (value is not null)
        {
            Line(4, $"{key}: {value}", new(task.Id, key));
        }
    }

    private void WriteTodos(List<ImportedTodo> todos, string key, int indent)
    {
        foreach (var todo in todos.Where(todo => todo.Key == key))
        {
            WriteTodo(todo.Words, indent);
        }
    }

    private void WriteTodo(string words, int indent)
    {
        TodoCount++;
        Line(indent, $"# TODO dagrs: {OneLine.Of(words.Replace('\n', ' ').Replace('\t', ' '), LongestTodo)}");
    }

    private void Line(int indent, string line, Spot? spot = null)
    {
        if (spot is { } known)
        {
            _spots[_line] = known;
        }

        _text.Append(' ', indent).Append(line).Append('\n');
        _line++;
    }

    /// <summary>A key of a task, or of the file; for an entry of <c>env</c> or <c>params</c>, its name follows a dot.</summary>
    /// <param name="Task">The id; null: the file.</param>
    /// <param name="Key">The key; empty: the whole task.</param>
    internal readonly record struct Spot(string? Task, string Key);
}
