using System.Buffers;
using System.Text;
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
internal sealed class SerilogReporter : IReporter, IDisposable
{
    private readonly Logger _log;
    private readonly LogFile? _file;
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly OutputView _output;

    /// <param name="level">What is less important is not logged.</param>
    /// <param name="file">Where the log goes, with what tasks write; null: the terminal.</param>
    /// <param name="terminal">What the console is written to.</param>
    /// <param name="ci">The system that reads the terminal along.</param>
    public SerilogReporter(LogLevel level, LogFile? file, Terminal terminal, CiSystem ci)
    {
        _file = file;
        _output = new OutputView(OutputMode.Prefix, new LineStyle(_lines, KeepColours: false, CiSystem.None));
        var configuration = new LoggerConfiguration().MinimumLevel.Is((LogEventLevel)level);
        _log = file is null
            ? configuration.WriteTo.Console(new LogLine(terminal, ci)).CreateLogger()
            : configuration.WriteTo.File(
                new LogLine(null, CiSystem.None), file.Path, fileSizeLimitBytes: null, encoding: new UTF8Encoding(false), hooks: file).CreateLogger();
    }

    /// <summary>Tasks that the command line skips, which no event of the run is about; said at its start.</summary>
    public IReadOnlyList<LeftOutTask> Skipped { get; init; } = [];

    public void Report(RunEvent happened)
    {
        if (_file is not null)
        {
            _output.Report(happened);
            _file.Write(_lines.WrittenSpan);
            _lines.ResetWrittenCount();
        }

        switch (happened)
        {
            case RunEvent.RunStarted(var dag, _):
                LogStart(dag);
                break;
            case RunEvent.TaskStarted(var task):
                _log.Information("Executing Task[name: {Name:l}]", Name(task));
                break;
            case RunEvent.TaskWarned(var task, var message):
                _log.Warning("Task[name: {Name:l}] {Message:l}", Name(task), message);
                break;
            case RunEvent.TaskRetrying(var task, var attempt, var outcome, var delay):
                _log.Warning("Task[name: {Name:l}] {Outcome:l} in attempt {Attempt}, trying again in {Delay:l}", Name(task), outcome.Words, attempt, Times.Words(delay));
                break;
            case RunEvent.TaskFinished(var result):
                LogEnd(result);
                break;
            case RunEvent.RunStopping(var cause):
                _log.Warning("The run is stopped {Cause:l}", cause.Words);
                break;
            case RunEvent.LeftoversEnded(var count):
                _log.Warning("{Count:l} left in the background by tasks {Were:l} ended", count == 1 ? "1 process" : $"{count} processes", count == 1 ? "was" : "were");
                break;
            case RunEvent.ReporterFailed(var reporter, var error):
                _log.Warning("{Reporter:l} failed and is told nothing more: {Error:l}", reporter, OneLine.Of(error.Message));
                break;
            case RunEvent.Pause:
                _file?.Flush();
                break;
        }
    }

    public void Dispose() => _log.Dispose();

    private void LogStart(Dag dag)
    {
        if (_log.IsEnabled(LogEventLevel.Information))
        {
            _log.Information("{Order:l}", OrderText.Cut(dag));
        }

        if (_log.IsEnabled(LogEventLevel.Debug) && dag.Tasks.Count > OrderText.MostShown)
        {
            _log.Debug("{Order:l}", OrderText.Whole(dag));
        }

        foreach (var task in Skipped)
        {
            _log.Information("Task skipped[name: {Name:l}]. counts as succeeded, with an empty output", OneLine.Of(task.Name));
        }
    }

    private void LogEnd(TaskResult result)
    {
        switch (result.State)
        {
            case TaskState.Succeeded:
                _log.Information("Task executed successfully. [name: {Name:l}]", Name(result.Task));
                break;
            case TaskState.NotRun:
                _log.Information("Task not run[name: {Name:l}]. {Reason:l}", Name(result.Task), result.Reason!.Words);
                break;
            case TaskState.Canceled:
                _log.Warning("Task canceled[name: {Name:l}]", Name(result.Task));
                break;
            case TaskState.FailedAllowed:
                _log.Warning("Task failed, allowed[name: {Name:l}]. {Outcome:l}", Name(result.Task), result.Outcome!.Words);
                break;
            default:
                _log.Error("Task failed[name: {Name:l}]. {Outcome:l}", Name(result.Task), result.Outcome!.Words);
                break;
        }
    }

    private static string Name(TaskNode task) => OneLine.Of(task.Name);
}
