namespace Dagrs.Core.Graph;

/// <summary>The parts of a task that are known only when it is about to start. Immutable; serves any number of runs.</summary>
internal sealed record LateParts
{
    /// <summary>Whether it runs; null: it does.</summary>
    public Func<IFinishedTasks, Verdict>? Decide { get; init; }

    /// <summary>True when the condition uses a result of a service, which must then be ready first.</summary>
    public bool AsksServices { get; init; }

    /// <summary>The text of the condition; null: none.</summary>
    public string? Condition { get; init; }

    /// <summary>Gives the complete command and variables; null: they are known already.</summary>
    public Func<IFinishedTasks, LateCommand>? Complete { get; init; }

    /// <summary>The results it uses of tasks that are not in the graph: they are empty.</summary>
    public IReadOnlyList<(string Task, string Result)> EmptyResults { get; init; } = [];
}
