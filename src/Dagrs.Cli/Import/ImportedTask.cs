namespace Dagrs.Cli.Import;

/// <summary>A task as another tool has it, in the words of dagrs: what the readers give and <see cref="ImportedYaml"/> writes.</summary>
/// <param name="id">Its id, which is the other tool's.</param>
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

    /// <summary>It needs the terminal.</summary>
    public bool IsInteractive { get; set; }

    public bool IsService { get; set; }

    /// <summary>The line of a service that says it is ready: a regular expression.</summary>
    public string? ReadyLog { get; set; }

    /// <summary>What it reads; null: nothing is said.</summary>
    public List<string>? Inputs { get; set; }

    /// <summary>What it writes; empty: nothing; null: nothing is said.</summary>
    public List<string>? Outputs { get; set; }

    public List<string> EnvInputs { get; } = [];

    public bool IsCached { get; set; }

    /// <summary>Its tool itself removes old outputs.</summary>
    public bool CleansItself { get; set; }

    public List<KeyValuePair<string, string>> Env { get; } = [];

    /// <summary>Files of variables, of which a missing one is no fault.</summary>
    public List<string> EnvFiles { get; } = [];

    public List<string> Secrets { get; } = [];

    public string? Dir { get; set; }

    /// <summary>What interprets the command; a single word is one that dagrs knows; null: as for all.</summary>
    public IReadOnlyList<string>? Shell { get; set; }

    public string? Timeout { get; set; }

    public bool MayFail { get; set; }

    /// <summary>A text for the shell; null: it only joins what it comes after.</summary>
    public string? Command { get; set; }

    public List<ImportedTodo> Todos { get; } = [];

    /// <summary>Notes what could not be carried over.</summary>
    /// <param name="words">What it was, and what to do about it.</param>
    /// <param name="key">The key that it is about; empty: the whole task.</param>
    public void Todo(string words, string key = "") => Todos.Add(new(key, words));
}
