namespace Dagrs.Core.State.Runs;

/// <summary>What a run was asked for: which tasks, and with what. Secrets are not in it: null stands where one was. Immutable.</summary>
internal sealed record RunRequest
{
    /// <summary>The tasks that were named.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>True when what they need was left out.</summary>
    public bool Only { get; init; }

    /// <summary>The tasks that were left out.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>The tasks that it began with.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>The tasks that it ended with.</summary>
    public IReadOnlyList<string> Until { get; init; } = [];

    /// <summary>The parameters that were set, in their order; the value is null where it holds a secret.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Parameters { get; init; } = [];

    /// <summary>What followed <c>--</c>; null where it holds a secret.</summary>
    public IReadOnlyList<string?> Arguments { get; init; } = [];

    /// <summary>The id of the run that goes on in it; null: it is a run of its own.</summary>
    public string? GoesOn { get; init; }
}
