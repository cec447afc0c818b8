namespace Dagrs.Core.Model;

/// <summary>What a task reads and writes as far as it says so, and what else its result hangs on. It looks for no file. Immutable.</summary>
internal sealed record TaskFiles
{
    /// <summary>The folder from which the patterns count: a full path.</summary>
    public required string Folder { get; init; }

    /// <summary>Paths, folders and globs of what it reads, in their order; null: nothing was said.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>Paths, folders and globs of what it writes, in their order; empty: it says that it hands over nothing; null: nothing was said.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>Names, or patterns of names, of variables from outside that its result hangs on.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Commands whose output its result hangs on, such as <c>cc --version</c>.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>The values of the parameters that it uses, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>How long a success counts; null: for ever.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>True when what it made is kept for other times and other machines.</summary>
    public bool IsCached { get; init; }

    /// <summary>True when its recorded outputs are to be removed before it runs; false: the tool itself does that.</summary>
    public bool IsCleaned { get; init; } = true;

    /// <summary>True when it may be found up to date: it says what it reads, or that it writes something.</summary>
    public bool IsChecked => Inputs is not null || Outputs is { Count: > 0 };
}
