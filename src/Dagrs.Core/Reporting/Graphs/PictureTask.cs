using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>What a picture shows of a task.</summary>
/// <param name="Id">What people type, unique in its picture.</param>
/// <param name="Name">What people read.</param>
internal sealed record PictureTask(string Id, string Name)
{
    /// <summary>True for one that only stands for others.</summary>
    public bool IsGroup { get; init; }

    /// <summary><c>success</c>, <c>always</c> or <c>failure</c>.</summary>
    public string When { get; init; } = "success";

    /// <summary>True for one that has the terminal while it runs.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>True for a service.</summary>
    public bool IsService { get; init; }

    /// <summary>Its condition; null: none.</summary>
    public string? Condition { get; init; }

    /// <summary>Why it is skipped in any case; null: it is not.</summary>
    public string? Skipped { get; init; }

    /// <summary>The matrix that it is one combination of, and its values by key; null: none.</summary>
    public (string Family, IReadOnlyList<KeyValuePair<string, string>> Values)? Matrix { get; init; }

    /// <summary>The tags it can be selected by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What became of it in a run; null: the picture is of no run.</summary>
    public TaskState? State { get; init; }

    /// <summary>The same in a few words.</summary>
    public string Words { get; init; } = "";

    /// <summary>How long it took; null: it was not started.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>True when it is on the chain of tasks that took longest.</summary>
    public bool IsCritical { get; init; }

    /// <summary>True when it may not run though all before it succeeds, or may run though something before it fails.</summary>
    public bool IsConditional => Condition is not null || When != "success";

    /// <summary>True when it does not run or did not run since nothing was to be done.</summary>
    public bool IsSkipped => Skipped is not null || State is TaskState.Skipped;
}
