using System.Collections.Frozen;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events;

/// <summary>The outcome of one task of one run.</summary>
/// <param name="Task">The task.</param>
/// <param name="State">Its state.</param>
public sealed record TaskResult(TaskNode Task, TaskState State)
{
    /// <summary>How its last execution ended; null for a task that was not run.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Why it was not run or skipped; null for any other state.</summary>
    public NotRunReason? Reason { get; init; }

    /// <summary>Its outcome in a few words: <c>exited with code 3</c>, <c>not run: 'build' failed</c>.</summary>
    public string Words => State switch
    {
        TaskState.NotRun => $"not run: {Reason?.Words}",
        TaskState.Skipped => $"skipped: {Reason?.Words}",
        TaskState.UpToDate => Reason is { Words.Length: > 0 } reason ? $"up to date: {reason.Words}" : "up to date",
        TaskState.FailedAllowed => $"failed, allowed: {Outcome?.Words}",
        TaskState.Pending => "not started yet",
        TaskState.Running => "running",
        _ => Outcome?.Words ?? "succeeded",
    };

    /// <summary>Its results by name, from <c>DAGRS_RESULTS</c>; empty for one that did not succeed.</summary>
    public IReadOnlyDictionary<string, string> Results { get; init; } = NoResults;

    internal static IReadOnlyDictionary<string, string> NoResults { get; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The number of attempts; 0 for a task that was not run.</summary>
    public int Attempts { get; init; }

    /// <summary>When it started, relative to the start of the run.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>When it was ready, relative to the start of the run; null: it is no service, or was never ready.</summary>
    internal TimeSpan? ReadyAt { get; init; }

    /// <summary>How long it took; zero for a task that was not run.</summary>
    public TimeSpan Duration { get; init; }
}
