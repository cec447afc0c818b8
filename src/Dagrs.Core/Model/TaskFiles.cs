namespace Dagrs.Core.Model;

/// <summary>What a task declares that it reads and writes, and what else its result depends on. It does not look for files. Immutable.</summary>
internal sealed record TaskFiles
{
    /// <summary>The base folder of the patterns: a full path.</summary>
    public required string Folder { get; init; }

    /// <summary>Paths, folders and globs that it reads, in order; null: not declared.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>Paths, folders and globs that it writes, in order; empty: it declares that it writes none; null: not declared.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>Names of external variables, or patterns for them, that its result depends on.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Commands whose output its result depends on, such as <c>cc --version</c>.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>The values of the parameters that it uses, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>How long a success stays valid; null: for ever.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>True when what was made at a time no longer counts: it is older than <see cref="MaxAge"/>, or the time lies in the future.</summary>
    public bool IsTooOld(DateTimeOffset made, DateTimeOffset now) => MaxAge is { } most && now - made is var age && (age > most || age < TimeSpan.Zero);

    /// <summary>True when its outputs are kept in the cache.</summary>
    public bool IsCached { get; init; }

    /// <summary>True when its recorded outputs are removed before it runs; false: the tool does that itself.</summary>
    public bool IsCleaned { get; init; } = true;

    /// <summary>True when it can be up to date: it declares what it reads, or that it writes something.</summary>
    public bool IsChecked => Inputs is not null || Outputs is { Count: > 0 };
}
