using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>A task as a picture shows it.</summary>
/// <param name="Id">The id, unique in its picture.</param>
/// <param name="Name">The display name.</param>
internal sealed record PictureTask(string Id, string Name)
{
    /// <summary>True for a group, which runs nothing itself.</summary>
    public bool IsGroup { get; init; }

    /// <summary><c>success</c>, <c>always</c> or <c>failure</c>.</summary>
    public string When { get; init; } = "success";

    /// <summary>True for a task that has the terminal while it runs.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>True for a service.</summary>
    public bool IsService { get; init; }

    /// <summary>Its condition; null: none.</summary>
    public string? Condition { get; init; }

    /// <summary>Why it is skipped in any case; null: it is not.</summary>
    public string? Skipped { get; init; }

    /// <summary>The matrix that it belongs to, and its values by key; null: none.</summary>
    public (string Family, IReadOnlyList<KeyValuePair<string, string>> Values)? Matrix { get; init; }

    /// <summary>The tags it can be selected by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Its outcome in a run; null: the picture is not of a run.</summary>
    public TaskState? State { get; init; }

    /// <summary>Its outcome in a few words.</summary>
    public string Words { get; init; } = "";

    /// <summary>How long it took; null: it was not started.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>True when it is on the critical path.</summary>
    public bool IsCritical { get; init; }

    /// <summary>True when it may be skipped although all predecessors succeed, or may run although one fails.</summary>
    public bool IsConditional => Condition is not null || When != "success";

    /// <summary>True when it is or was skipped, since there was nothing to do.</summary>
    public bool IsSkipped => Skipped is not null || State is TaskState.Skipped;
}
