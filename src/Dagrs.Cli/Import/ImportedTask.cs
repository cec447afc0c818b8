namespace Dagrs.Cli.Import;

/// <summary>A task of another tool, converted to the terms of dagrs: the readers make it, and <see cref="ImportedYaml"/> writes it.</summary>
/// <param name="id">Its id, taken from the other tool.</param>
internal sealed class ImportedTask(string id)
{
    public string Id { get; } = id;

    public string Name { get; set; } = id;

    public string? Desc { get; set; }

    public List<string> After { get; set; } = [];

    public string? If { get; set; }

    public string? When { get; set; }

    public string? Confirm { get; set; }

    public ImportedMatrix? Matrix { get; set; }

    /// <summary>True when it needs the terminal.</summary>
    public bool IsInteractive { get; set; }

    public bool IsService { get; set; }

    /// <summary>For a service, a regular expression for the output line that shows that it is ready.</summary>
    public string? ReadyLog { get; set; }

    /// <summary>Its inputs; null: not declared.</summary>
    public List<string>? Inputs { get; set; }

    /// <summary>Its outputs; empty: none; null: not declared.</summary>
    public List<string>? Outputs { get; set; }

    public List<string> EnvInputs { get; } = [];

    public bool IsCached { get; set; }

    /// <summary>True when its tool removes old outputs itself.</summary>
    public bool CleansItself { get; set; }

    public List<KeyValuePair<string, string>> Env { get; } = [];

    /// <summary>Optional env files.</summary>
    public List<string> EnvFiles { get; } = [];

    public List<string> Secrets { get; } = [];

    public string? Dir { get; set; }

    /// <summary>The shell of the command; a single word is a name known to dagrs; null: the default.</summary>
    public IReadOnlyList<string>? Shell { get; set; }

    public string? Timeout { get; set; }

    public bool MayFail { get; set; }

    /// <summary>The shell command; null: it is a group.</summary>
    public string? Command { get; set; }

    public List<ImportedTodo> Todos { get; } = [];

    /// <summary>Notes something that could not be imported.</summary>
    /// <param name="words">What it was, and what to do about it.</param>
    /// <param name="key">The key that it is about; empty: the whole task.</param>
    public void Todo(string words, string key = "") => Todos.Add(new(key, words));
}
