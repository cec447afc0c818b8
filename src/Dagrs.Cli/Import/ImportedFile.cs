namespace Dagrs.Cli.Import;

/// <summary>A file of another tool, converted to the terms of dagrs.</summary>
/// <param name="path">The file as the user named it.</param>
internal sealed class ImportedFile(string path)
{
    public string Path { get; } = path;

    public List<ImportedParameter> Parameters { get; } = [];

    public List<KeyValuePair<string, string>> Env { get; } = [];

    /// <summary>Optional env files.</summary>
    public List<string> EnvFiles { get; } = [];

    public List<string> Secrets { get; } = [];

    /// <summary>The tasks that run when none is named; null: every task.</summary>
    public List<string>? Default { get; set; }

    /// <summary>The shell of all commands; null: <c>sh</c>.</summary>
    public IReadOnlyList<string>? Shell { get; set; }

    public List<ImportedTask> Tasks { get; } = [];

    public List<ImportedTodo> Todos { get; } = [];

    /// <inheritdoc cref="ImportedTask.Todo"/>
    public void Todo(string words, string key = "") => Todos.Add(new(key, words));

    /// <summary>The task with an id; null: there is none.</summary>
    public ImportedTask? Find(string id) => Tasks.Find(task => task.Id == id);
}
