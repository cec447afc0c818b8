using System.Collections.Frozen;
using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>Everything about a task except its place in the graph.</summary>
/// <param name="Id">The identifier, unique in its graph.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Work">What happens when it runs.</param>
internal sealed record TaskSpec(string Id, string Name, Work Work)
{
    /// <summary>Where it was defined; null unless it comes from a file.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Position in declaration order; by default the order of creation.</summary>
    public int? Position { get; init; }

    /// <summary>How it runs.</summary>
    public TaskSettings Settings { get; init; } = TaskSettings.Default;

    /// <summary>The tags it can be selected by; usually none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The parts that are known only when it is about to start; null: none.</summary>
    internal LateParts? Late { get; init; }

    /// <summary>Why it is always skipped, in words; null: it is not.</summary>
    internal string? SkippedBecause { get; init; }

    /// <summary>The question to confirm before anything runs; null: none.</summary>
    internal string? Confirm { get; init; }

    /// <summary>True when it was not requested and runs only because all its predecessors do.</summary>
    internal bool HasJoined { get; init; }

    /// <summary>Variables that dagrs itself sets for this task and few others.</summary>
    internal IReadOnlyDictionary<string, string> OwnVariables { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The names of the results that it must write.</summary>
    internal IReadOnlyList<string> Results { get; init; } = [];

    /// <summary>The masked variables that it gets.</summary>
    internal IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The matrix of which it is one combination, and its values by key; null: none.</summary>
    internal (string Family, IReadOnlyList<KeyValuePair<string, string>> Values)? Matrix { get; init; }

    /// <summary>What it reads and writes; null: not declared.</summary>
    internal TaskFiles? Files { get; init; }

    /// <summary>Where its inputs come from when some of its predecessors are not in the graph; null: from its predecessors, in order.</summary>
    internal IReadOnlyList<TaskInput>? Inputs { get; init; }
}
