using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Dagrs.Cli;

/// <summary>The run log: one structured event for each thing that happens. To a file it also writes what tasks write.</summary>
/// <param name="level">What is less important is not logged.</param>
/// <param name="file">Where the log goes, with what tasks write; null: the terminal.</param>
/// <param name="terminal">What the console is written to.</param>
/// <param name="ci">The system that reads the terminal along.</param>
internal sealed class SerilogReporter(LogLevel level, LogFile? file, Terminal terminal, CiSystem ci) : IReporter
{
    private readonly OutputView? _output = file is null ? null : new(OutputMode.Prefix, new LineStyle(file, KeepColours: false, CiSystem.None));
    private Logger? _log;

    /// <summary>Tasks that the command line skips, which no event of the run is about; said at its start.</summary>
    public IReadOnlyList<LeftOutTask> Skipped { get; init; } = [];

    public void Report(RunEvent happened)
    {
        _output?.Report(happened);
        switch (happened)
        {
            case RunEvent.RunStarted(var dag, _):
                LogStart(dag);
                break;
            case RunEvent.TaskStarted(var task):
                Log.Information("Executing Task[name: {Name:l}]", Name(task));
                break;
            case RunEvent.TaskWarned(var task, var message):
                Log.Warning("Task[name: {Name:l}] {Message:l}", Name(task), message);
                break;
            case RunEvent.TaskRetrying(var task, var attempt, var outcome, var delay):
                Log.Warning("Task[name: {Name:l}] {Outcome:l} in attempt {Attempt}, trying again in {Delay:l}", Name(task), outcome.Words, attempt, Times.Words(delay));
                break;
            case RunEvent.TaskFinished(var result):
                LogEnd(result);
                break;
            case RunEvent.RunStopping(var cause):
                Log.Warning("The run is stopped {Cause:l}", cause.Words);
                break;
            case RunEvent.LeftoversEnded(var count):
                Log.Warning("{Count:l} left in the background by tasks {Were:l} ended", count == 1 ? "1 process" : $"{count} processes", count == 1 ? "was" : "were");
                break;
            case RunEvent.ReporterFailed(var reporter, var error):
                Log.Warning("{Reporter:l} failed and is told nothing more: {Error:l}", reporter, OneLine.Of(error.Message));
                break;
            case RunEvent.Pause:
                file?.Flush();
                break;
        }
    }

    // Made for the first event, on the thread of the reporters, while the first tasks start.
    private Logger Log => _log ??= (file?.Logging ?? new LoggerConfiguration().WriteTo.Sink(new LogLines(terminal, ci)))
        .MinimumLevel.Is((LogEventLevel)level)
        .CreateLogger();

    private void LogStart(Dag dag)
    {
        if (Log.IsEnabled(LogEventLevel.Information))
        {
            Log.Information("{Order:l}", OrderText.Cut(dag));
        }

        if (Log.IsEnabled(LogEventLevel.Debug) && dag.Tasks.Count > OrderText.MostShown)
        {
            Log.Debug("{Order:l}", OrderText.Whole(dag));
        }

        foreach (var task in Skipped)
        {
            Log.Information("Task skipped[name: {Name:l}]. counts as succeeded, with an empty output", OneLine.Of(task.Name));
        }
    }

    private void LogEnd(TaskResult result)
    {
        switch (result.State)
        {
            case TaskState.Succeeded:
                Log.Information("Task executed successfully. [name: {Name:l}]", Name(result.Task));
                break;
            case TaskState.NotRun:
                Log.Information("Task not run[name: {Name:l}]. {Reason:l}", Name(result.Task), result.Reason!.Words);
                break;
            case TaskState.Canceled:
                Log.Warning("Task canceled[name: {Name:l}]", Name(result.Task));
                break;
            case TaskState.FailedAllowed:
                Log.Warning("Task failed, allowed[name: {Name:l}]. {Outcome:l}", Name(result.Task), result.Outcome!.Words);
                break;
            default:
                Log.Error("Task failed[name: {Name:l}]. {Outcome:l}", Name(result.Task), result.Outcome!.Words);
                break;
        }
    }

    private static string Name(TaskNode task) => OneLine.Of(task.Name);
}
