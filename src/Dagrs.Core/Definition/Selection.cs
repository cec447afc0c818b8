using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Which tasks of a file are wanted, in words. Each text is the id of a task, a <see cref="Glob"/> over ids, or <c>tag:</c> and a tag or
/// a glob over tags; an id that exists is never taken for anything else. <see cref="Selector"/> looks them up.
/// </summary>
internal sealed record Selection
{
    /// <summary>Every task.</summary>
    public static Selection All { get; } = new();

    /// <summary>The tasks wanted, with all that they need; none: every task.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>True to take every task where none is named, also where the file has some by default.</summary>
    public bool NoDefault { get; init; }

    /// <summary>True when no task is named, neither to run nor to begin or end with.</summary>
    public bool IsEmpty => Tasks.Count == 0 && From.Count == 0 && Until.Count == 0;

    /// <summary>True to leave out what <see cref="Tasks"/> need and do not name.</summary>
    public bool Only { get; init; }

    /// <summary>Tasks that are left out, and count as satisfied: what they alone need is not needed, and what comes after them runs.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Tasks to begin with: they and all that comes after them; none: from the start.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Tasks to end with: they and all that they need; none: to the end.</summary>
    public IReadOnlyList<string> Until { get; init; } = [];
}
