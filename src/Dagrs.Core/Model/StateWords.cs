namespace Dagrs.Core.Model;

/// <summary>The one spelling of each final state, for people and for machines.</summary>
internal static class StateWords
{
    /// <summary>All final states in the order in which counts are shown.</summary>
    public static IReadOnlyList<TaskState> Final { get; } =
        [TaskState.Succeeded, TaskState.UpToDate, TaskState.Skipped, TaskState.Failed, TaskState.FailedAllowed, TaskState.TimedOut, TaskState.Canceled, TaskState.NotRun];

    private static readonly Dictionary<string, TaskState> ByWord = Enum.GetValues<TaskState>().ToDictionary(Word, StringComparer.Ordinal);

    /// <summary>The state that a word stands for; false when there is none.</summary>
    public static bool TryParse(string word, out TaskState state) => ByWord.TryGetValue(word, out state);

    /// <summary>The word for a state after a number in a list of counts, where a comma would be misread.</summary>
    internal static string CountWord(this TaskState state) => state == TaskState.FailedAllowed ? "failed (allowed)" : state.Word();

    /// <summary>The word for a state.</summary>
    public static string Word(this TaskState state) => state switch
    {
        TaskState.Succeeded => "succeeded",
        TaskState.Failed => "failed",
        TaskState.FailedAllowed => "failed, allowed",
        TaskState.TimedOut => "timed-out",
        TaskState.Canceled => "canceled",
        TaskState.NotRun => "not-run",
        TaskState.Skipped => "skipped",
        TaskState.UpToDate => "up-to-date",
        TaskState.Running => "running",
        _ => "pending",
    };
}
