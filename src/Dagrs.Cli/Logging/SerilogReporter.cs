using Dagrs.Console.Reporters;
using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Dagrs.Cli.Logging;

/// <summary>The run log: one structured event per thing that happens. To a file it also writes the output of tasks.</summary>
/// <param name="level">The minimum level.</param>
/// <param name="file">The log file, which also gets the output of tasks; null: the log goes to the terminal.</param>
/// <param name="terminal">The terminal.</param>
/// <param name="ci">The CI system that reads the terminal's output.</param>
internal sealed class SerilogReporter(LogLevel level, LogFile? file, Terminal terminal, CiSystem ci) : IProcessReporter
{
    private readonly OutputView? _output = file is null ? null : new(OutputMode.Prefix, new LineStyle(file, KeepColours: false, CiSystem.None));
    private Logger? _log;
    private Dag? _dag;

    public bool WantsProcesses => level == LogLevel.Debug;

    /// <summary>Tasks that the command line skips, which no event of the run is about; logged at its start.</summary>
    public IReadOnlyList<LeftOutTask> Skipped { get; init; } = [];

    /// <summary>True to log for each task why it runs.</summary>
    public bool Explains { get; init; }

    public bool WantsPauses => true;

    public void Report(RunEvent happened)
    {
        _output?.Report(happened);
        switch (happened)
        {
            case RunEvent.RunStarted(var dag, _):
                LogStart(dag);
                break;
            case RunEvent.TaskStarted(var task):
                if (Explains && task is { IsCommand: true, Spec.Files: not { IsChecked: true } })
                {
                    LogReason(task, "it declares no inputs or outputs", []);
                }

                Write(LogEventLevel.Information, Sentences.Starts, task);
                if (WantsProcesses)
                {
                    LogDetails((RunEvent.TaskStarted)happened);
                }

                break;
            case RunEvent.ProcessStarted(var task, var attempt, var pid):
                Write(LogEventLevel.Debug, Sentences.HasProcess, task, pid, attempt, 1 + (task.Settings.Retry?.Max ?? 0));
                break;
            case RunEvent.TaskJudged(var task, false, var why, var differences):
                LogReason(task, why, differences);
                break;
            case RunEvent.ServiceReady(var task, _, var time):
                Write(LogEventLevel.Information, Sentences.IsReady, task, Times.Words(time));
                break;
            case RunEvent.ServiceStopping(var task):
                Write(LogEventLevel.Debug, Sentences.IsStopped, task);
                break;
            case RunEvent.TaskWarned(var task, var message):
                Write(LogEventLevel.Warning, Sentences.Warns, task, message);
                break;
            case RunEvent.TaskRetrying(var task, var attempt, var outcome, var delay):
                Write(LogEventLevel.Warning, Sentences.Retries, task, outcome.Words, attempt, Times.Words(delay));
                break;
            case RunEvent.TaskFinished(var result):
                LogEnd(result);
                break;
            case RunEvent.RunStopping or RunEvent.LeftoversEnded or RunEvent.ReporterFailed:
                Say(LogEventLevel.Warning, "{Notice:l}", Notices.OfRun(happened)!);
                if (happened is RunEvent.RunStopping stopping && CleanUpWords.Of(stopping) is { } cleanUp)
                {
                    Say(LogEventLevel.Warning, "{CleanUp:l}", cleanUp);
                }

                break;
            case RunEvent.RunFinished:
                file?.Complete();
                break;
            case RunEvent.Pause:
                file?.Flush();
                break;
        }
    }

    // Created at the first event, on the thread of the reporters, while the first tasks start.
    private Logger Log => _log ??= file is null ? Create(new LoggerConfiguration().WriteTo.Sink(new LogLines(terminal, ci))) : file.Logger ??= Create(file.Logging);

    private Logger Create(LoggerConfiguration logging) => logging.MinimumLevel.Is((LogEventLevel)level).CreateLogger();

    private void LogStart(Dag dag)
    {
        _dag = dag;
        if (Log.IsEnabled(LogEventLevel.Information))
        {
            Say(LogEventLevel.Information, "{Order:l}", OrderText.Cut(dag));
        }

        if (Log.IsEnabled(LogEventLevel.Debug) && dag.Tasks.Count > OrderText.MostShown)
        {
            Say(LogEventLevel.Debug, "{Order:l}", OrderText.Whole(dag));
        }

        foreach (var task in Skipped)
        {
            Say(LogEventLevel.Information, "Task skipped[name: {Name:l}]. counts as succeeded, with an empty output", OneLine.Of(task.Name));
        }
    }

    private void LogDetails(RunEvent.TaskStarted started)
    {
        var task = started.Task;
        Write(LogEventLevel.Debug, Sentences.IsNext, task, _dag!.Heights[task.Index], _dag.SuccessorsOf(task).Count, task.Position + 1, started.OthersReady);
        if (task.Work is Work.Execute(var command))
        {
            var variables = task.Settings.Environment.Keys.Order(StringComparer.Ordinal).Select(name => OneLine.Of(name)).DefaultIfEmpty("none");
            var words = OneLine.Of(new Command.Program(CommandWords.Of(command, task.Id)).Text);
            Write(LogEventLevel.Debug, Sentences.Runs, task, words, OneLine.Of(task.Settings.Directory ?? Environment.CurrentDirectory), string.Join(", ", variables));
        }
    }

    private void LogEnd(TaskResult result)
    {
        var time = Times.Words(result.Duration);
        switch (result.State)
        {
            case TaskState.Succeeded when result.Attempts > 1:
                Write(LogEventLevel.Information, Sentences.SucceedsAtLast, result.Task, time, result.Attempts);
                break;
            case TaskState.Succeeded:
                Write(LogEventLevel.Information, Sentences.Succeeds, result.Task, time);
                break;
            case TaskState.NotRun:
                Write(LogEventLevel.Information, Sentences.IsNotRun, result.Task, result.Reason!.Words);
                break;
            case TaskState.Skipped:
                Write(LogEventLevel.Information, Sentences.IsSkipped, result.Task, result.Reason!.Words);
                break;
            case TaskState.UpToDate when result.Reason is { Words.Length: > 0 } reason:
                Write(LogEventLevel.Information, Sentences.IsRestored, result.Task, reason.Words);
                break;
            case TaskState.UpToDate:
                Write(LogEventLevel.Information, Sentences.IsUpToDate, result.Task);
                break;
            case TaskState.Canceled:
                Write(LogEventLevel.Warning, Sentences.IsCanceled, result.Task, time);
                break;
            case TaskState.FailedAllowed:
                Write(LogEventLevel.Warning, Sentences.FailsAllowed, result.Task, EndWords.Of(result));
                break;
            default:
                Write(LogEventLevel.Error, Sentences.Fails, result.Task, EndWords.Of(result));
                break;
        }
    }

    private void LogReason(TaskNode task, string why, IReadOnlyList<string> differences)
    {
        var level = Explains ? LogEventLevel.Information : LogEventLevel.Debug;
        Write(level, Sentences.IsToRun, task, why);
        foreach (var difference in differences)
        {
            if (difference != why)
            {
                Write(level, Sentences.IsToRun, task, difference);
            }
        }
    }

    // The id only where it differs from the name.
    private void Write(LogEventLevel level, Sentences.Sentence sentence, TaskNode task, params object[] values)
    {
        if (!Log.IsEnabled(level))
        {
            return;
        }

        var name = OneLine.Of(task.Name);
        if (task.Id.Equals(task.Name, StringComparison.OrdinalIgnoreCase))
        {
            Say(level, sentence.Bare, [name, .. values]);
        }
        else
        {
            Say(level, sentence.WithId, [name, OneLine.Of(task.Id), .. values]);
        }
    }

    // Not Logger.Write, which asks for the current activity: the initialiser of its type draws a random number, and where the system cannot provide
    // one (a root without devices) that throws.
    private void Say(LogEventLevel level, string template, params object[] values)
    {
        if (Log.IsEnabled(level) && Log.BindMessageTemplate(template, values, out var parsed, out var properties))
        {
            Log.Write(new LogEvent(TimeProvider.System.GetLocalNow(), level, null, parsed, properties));
        }
    }
}
