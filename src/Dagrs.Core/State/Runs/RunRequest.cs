namespace Dagrs.Core.State.Runs;

/// <summary>What the user asked a run to do: which tasks, and with which parameters. Secrets are replaced by null. Immutable.</summary>
internal sealed record RunRequest
{
    /// <summary>The tasks that were named.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>True when their dependencies were left out.</summary>
    public bool Only { get; init; }

    /// <summary>The tasks that were left out.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>The tasks that it started from.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>The tasks that it ran until.</summary>
    public IReadOnlyList<string> Until { get; init; } = [];

    /// <summary>The parameters that were set, in order, and those from variables; the value is null where it holds a secret.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Parameters { get; init; } = [];

    /// <summary>The arguments after <c>--</c>; null where one holds a secret.</summary>
    public IReadOnlyList<string?> Arguments { get; init; } = [];

    /// <summary>The id of the run that it resumes; null: none.</summary>
    public string? GoesOn { get; init; }
}
