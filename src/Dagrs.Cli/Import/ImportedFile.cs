namespace Dagrs.Cli.Import;

/// <summary>A whole file of another tool, in the words of dagrs.</summary>
/// <param name="path">The file as the user named it.</param>
internal sealed class ImportedFile(string path)
{
    public string Path { get; } = path;

    public List<ImportedParameter> Parameters { get; } = [];

    public List<KeyValuePair<string, string>> Env { get; } = [];

    /// <summary>Files of variables, of which a missing one is no fault.</summary>
    public List<string> EnvFiles { get; } = [];

    public List<string> Secrets { get; } = [];

    /// <summary>What runs when no task is named; null: every task.</summary>
    public List<string>? Default { get; set; }

    /// <summary>What interprets all commands; null: <c>sh</c>.</summary>
    public IReadOnlyList<string>? Shell { get; set; }

    public List<ImportedTask> Tasks { get; } = [];

    public List<ImportedTodo> Todos { get; } = [];

    /// <inheritdoc cref="ImportedTask.Todo"/>
    public void Todo(string words, string key = "") => Todos.Add(new(key, words));

    /// <summary>The task with an id; null: there is none.</summary>
    public ImportedTask? Find(string id) => Tasks.Find(task => task.Id == id);
}
