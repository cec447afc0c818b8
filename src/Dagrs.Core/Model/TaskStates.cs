namespace Dagrs.Core.Model;

/// <summary>What kinds of states there are.</summary>
internal static class TaskStates
{
    /// <summary>True when the task did run: its work was begun.</summary>
    public static bool WasStarted(this TaskState state) => state is not (TaskState.Pending or TaskState.NotRun or TaskState.Skipped or TaskState.UpToDate);

    /// <summary>True for a final state that fails nothing.</summary>
    public static bool IsGood(this TaskState state) => state is TaskState.Succeeded or TaskState.FailedAllowed or TaskState.Skipped or TaskState.UpToDate;
}
