using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Which tasks of a file are selected, as text. Each item is the id of a task, a <see cref="Glob"/> over ids, or <c>tag:</c> and a tag or a glob over
/// tags; an existing id is never taken for anything else. <see cref="Selector"/> looks them up.
/// </summary>
internal sealed record Selection
{
    /// <summary>Every task.</summary>
    public static Selection All { get; } = new();

    /// <summary>The requested tasks, with everything they need; empty: every task.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>True to take every task when none is named, even if the file has default tasks.</summary>
    public bool NoDefault { get; init; }

    /// <summary>True when no task is named, neither to run nor to begin or end with.</summary>
    public bool IsEmpty => Tasks.Count == 0 && From.Count == 0 && Until.Count == 0;

    /// <summary>True to leave out what <see cref="Tasks"/> need but do not name.</summary>
    public bool Only { get; init; }

    /// <summary>Tasks that are left out and count as done: what only they need is left out too, and their dependents run.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Tasks to begin with: they and all their dependents; empty: from the start.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Tasks to end with: they and everything they need; empty: to the end.</summary>
    public IReadOnlyList<string> Until { get; init; } = [];
}
