namespace Dagrs.Core.Graph;

/// <summary>What of a task is known no earlier than when it is about to start. Immutable; may be asked for any number of runs.</summary>
internal sealed record LateParts
{
    /// <summary>Whether it runs; null: it does.</summary>
    public Func<IPast, Verdict>? Decide { get; init; }

    /// <summary>True when the condition asks for a result of a service, which must be ready before.</summary>
    public bool AsksServices { get; init; }

    /// <summary>The condition in words; null: there is none.</summary>
    public string? Condition { get; init; }

    /// <summary>Its command and variables in full; null: they are known.</summary>
    public Func<IPast, LateCommand>? Complete { get; init; }

    /// <summary>The results that it uses of tasks that the graph lacks: they are empty.</summary>
    public IReadOnlyList<(string Task, string Result)> EmptyResults { get; init; } = [];
}
