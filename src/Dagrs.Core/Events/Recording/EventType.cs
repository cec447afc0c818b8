namespace Dagrs.Core.Events.Recording;

/// <summary>The words for the types of events in the stream.</summary>
internal static class EventType
{
    public const string RunStarted = "run-started";
    public const string TaskStarted = "task-started";
    public const string ProcessStarted = "process-started";
    public const string TerminalLent = "terminal-lent";
    public const string ServiceReady = "service-ready";
    public const string ServiceStopping = "service-stopping";
    public const string TaskOutput = "task-output";
    public const string TaskWarned = "task-warned";
    public const string TaskJudged = "task-judged";
    public const string TaskRetrying = "task-retrying";
    public const string TaskFinished = "task-finished";
    public const string RunStopping = "run-stopping";
    public const string ReporterFailed = "reporter-failed";
    public const string LeftoversEnded = "leftovers-ended";
    public const string Problem = "problem";
    public const string RunFinished = "run-finished";

    /// <summary>All types, in the order of their first appearance.</summary>
    public static IReadOnlyList<string> All { get; } =
        [RunStarted, TaskStarted, ProcessStarted, TerminalLent, ServiceReady, ServiceStopping, TaskOutput, TaskWarned, TaskJudged, TaskRetrying, TaskFinished, RunStopping, ReporterFailed, LeftoversEnded, Problem, RunFinished];
}
