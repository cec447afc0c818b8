using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;

namespace Dagrs.Console.Reporters;

/// <summary>Messages about the run as a whole while it is going on; and about its tasks where there is no log.</summary>
internal static class Notices
{
    /// <summary>The message about the run, in one line; null: none.</summary>
    public static string? OfRun(RunEvent happened) => happened switch
    {
        RunEvent.RunStopping stopping => $"The run is stopped {stopping.Cause.Words}",
        RunEvent.LeftoversEnded(1) => "1 background process left by tasks was killed",
        RunEvent.LeftoversEnded(var count) => $"{count} background processes left by tasks were killed",
        RunEvent.ReporterFailed(var reporter, var error) => $"{reporter} failed and gets no further events: {OneLine.Of(SystemReason.Of(error))}",
        _ => null,
    };

    /// <summary>The message about a task that has not ended, in one line; null: none.</summary>
    public static string? OfTask(RunEvent happened) => happened switch
    {
        RunEvent.TaskWarned(var task, var message) => $"{OneLine.Of(task.Name)} {message}",
        RunEvent.TaskRetrying(var task, var attempt, var outcome, var delay) => $"{OneLine.Of(task.Name)} {outcome.Words} in attempt {attempt} and will be retried in {Times.Words(delay)}",
        _ => null,
    };
}
