using System.Globalization;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The result of a run in one sentence, and the state for its icon. The time in it is local time where and when the run started.</summary>
/// <param name="State">The state that represents the whole run.</param>
/// <param name="Before">The sentence before its time.</param>
/// <param name="When">The time: <c>today 14:05</c>.</param>
/// <param name="After">The sentence after its time.</param>
internal sealed record Verdict(TaskState State, string Before, string When, string After)
{
    private const int TimedOut = 124; // of the whole run
    private const int FirstOfSignals = 128;

    public string Sentence => Before + When + After;

    public static Verdict Of(RecordedRun run)
    {
        var (state, words) = Words(run);
        var time = run.Tasks.Count > 0 || run.Duration > TimeSpan.Zero ? $", {Time(run.Duration)}" : "";
        var file = run.File is null ? "" : $", {OneLine.Of(run.File, PageLimits.Title)}";
        return new(state, $"{words}{time}, ", string.Create(CultureInfo.InvariantCulture, $"today {run.Start:HH:mm}"), file);
    }

    private static (TaskState State, string Words) Words(RecordedRun run)
    {
        var total = Number(run.Tasks.Count, "task");
        var failed = run.Tasks.Count(IsRootFailure);
        var ended = run.Tasks.Count(task => task.State.WasStarted() && task.State is not (TaskState.Running or TaskState.Canceled));
        return run.ExitCode switch
        {
            _ when run.Problems.Count > 0 && run.Tasks.Count == 0 => (TaskState.Failed, $"nothing was run: {Number(run.Problems.Count, "problem")}"),
            null => (TaskState.Running, $"not finished: {ended} of {total} ended"),
            0 => (TaskState.Succeeded, $"succeeded: {total}"),
            TimedOut => (TaskState.TimedOut, $"timed out: {ended} of {total} ended"),
            > FirstOfSignals => (TaskState.Canceled, $"stopped{(run.Stop is { } stop ? $" {OneLine.Of(stop, PageLimits.Title)}" : "")}: {ended} of {total} ended"),
            _ when failed > 0 => (TaskState.Failed, $"failed: {failed} of {total}"),
            _ => (TaskState.Failed, $"failed: {ended} of {total} ended"),
        };
    }

    /// <summary>True for a task that failed itself, rather than one that did not run because of a failure.</summary>
    public static bool IsRootFailure(RecordedTask task) => task.State is TaskState.Failed or TaskState.TimedOut;

    /// <summary>True for a task whose output shows why the run did not succeed.</summary>
    public static bool IsFailure(RecordedTask task) => task.State is TaskState.Failed or TaskState.TimedOut or TaskState.FailedAllowed or TaskState.Canceled;

    public static string Number(long count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    // The clock format is too coarse for less than a minute.
    private static string Time(TimeSpan time) => time < TimeSpan.FromMinutes(1) ? Times.Words(time) : Times.Clock(time);
}
