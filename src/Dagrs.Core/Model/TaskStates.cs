namespace Dagrs.Core.Model;

/// <summary>Classes of states, and the words for states in expressions.</summary>
internal static class TaskStates
{
    private static readonly TaskState[] BySeverity =
        [TaskState.UpToDate, TaskState.Succeeded, TaskState.Skipped, TaskState.NotRun, TaskState.Canceled, TaskState.FailedAllowed, TaskState.TimedOut, TaskState.Failed];

    /// <summary>The words for final states in an expression.</summary>
    public static IReadOnlyCollection<string> FinalWords { get; } = [.. BySeverity.Select(ExpressionWord).Distinct()];

    /// <summary>True when the task was started.</summary>
    public static bool WasStarted(this TaskState state) => state is not (TaskState.Pending or TaskState.NotRun or TaskState.Skipped or TaskState.UpToDate);

    /// <summary>True for a final state that does not fail the run.</summary>
    public static bool IsGood(this TaskState state) => state is TaskState.Succeeded or TaskState.FailedAllowed or TaskState.Skipped or TaskState.UpToDate;

    /// <summary>How bad a final state is; higher is worse.</summary>
    public static int Severity(TaskState state) => Array.IndexOf(BySeverity, state);

    /// <summary>The word for a final state in an expression; an allowed failure is a failure too.</summary>
    public static string ExpressionWord(this TaskState state) => state switch
    {
        TaskState.Succeeded => "succeeded",
        TaskState.UpToDate => "up-to-date",
        TaskState.Skipped => "skipped",
        TaskState.TimedOut => "timed-out",
        TaskState.Canceled => "canceled",
        TaskState.NotRun => "not-run",
        _ => "failed",
    };
}
