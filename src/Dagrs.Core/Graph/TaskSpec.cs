using System.Collections.Frozen;
using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>All that a task is, apart from its place in the graph.</summary>
/// <param name="Id">The identifier, unique in its graph.</param>
/// <param name="Name">What people read.</param>
/// <param name="Work">What happens when it runs.</param>
internal sealed record TaskSpec(string Id, string Name, Work Work)
{
    /// <summary>Where it was written, if it comes from a file.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Position among the tasks as their author wrote them; by default the order of creation.</summary>
    public int? Position { get; init; }

    /// <summary>How it runs.</summary>
    public TaskSettings Settings { get; init; } = TaskSettings.Default;

    /// <summary>The tags it can be selected by; none is the rule.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What of it is known no earlier than when it is about to start; null: nothing.</summary>
    internal LateParts? Late { get; init; }

    /// <summary>Why it is skipped in any case, in words; null: it is not.</summary>
    internal string? SkippedBecause { get; init; }

    /// <summary>The question that is asked before anything runs; null: none.</summary>
    internal string? Confirm { get; init; }

    /// <summary>True when it was not asked for and runs since all that it comes after does.</summary>
    internal bool HasJoined { get; init; }

    /// <summary>Variables that dagrs itself sets for it and for few others.</summary>
    internal IReadOnlyDictionary<string, string> OwnVariables { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The names of the results that it must give.</summary>
    internal IReadOnlyList<string> Results { get; init; } = [];

    /// <summary>The masked variables that it gets.</summary>
    internal IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The matrix that it is one combination of, and its values by key; null: none.</summary>
    internal (string Family, IReadOnlyList<KeyValuePair<string, string>> Values)? Matrix { get; init; }

    /// <summary>What it reads and writes; null: it says nothing of that.</summary>
    internal TaskFiles? Files { get; init; }

    /// <summary>Where its inputs come from when tasks that it comes after are left out of the graph; null: from its predecessors, one after the other.</summary>
    internal IReadOnlyList<TaskInput>? Inputs { get; init; }
}
