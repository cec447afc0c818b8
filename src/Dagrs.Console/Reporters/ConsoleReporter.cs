using System.Globalization;
using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;

namespace Dagrs.Console.Reporters;

/// <summary>Shows a run on the terminal, apart from the log: the output of tasks, heartbeats, and at the end why the run failed and the counts.</summary>
internal sealed class ConsoleReporter : ITimedReporter
{
    private readonly Terminal _terminal;
    private readonly ConsoleOptions _options;
    private readonly RunSummary _summary = new();
    private readonly OutputView? _output;
    private readonly OutputView? _orders; // where the log has the output, CI commands must still reach the CI system
    private readonly ShownOutput _shown;
    private readonly Heartbeat? _heartbeat;
    private readonly LiveView? _live;
    private int _total;

    public ConsoleReporter(Terminal terminal, ConsoleOptions options, TimeProvider clock)
    {
        (_terminal, _options) = (terminal, options);
        _shown = new(terminal);
        _live = terminal.Screen is { } screen ? new LiveView(terminal, screen, clock) : null;
        var style = new LineStyle(terminal, terminal.HasColours, options.Ci);
        _output = options.Log == LogPlace.File ? null : new OutputView(options.Mode, style, _live is null ? clock : null); // incomplete lines: only without a live area
        _orders = options.Log == LogPlace.File && options.Ci.HasOrders ? new OutputView(OutputMode.Prefix, style with { OnlyOrders = true }) : null;
        _heartbeat = options.IsQuiet || _live is not null ? null : new Heartbeat(clock);
    }

    /// <summary>Why some output of tasks was not shown; null: all of it was.</summary>
    public string? Problem => (_output?.LostBytes ?? 0) + _terminal.LostBytes is > 0 and var lost ? $"no space for {lost} buffered bytes in {Path.GetTempPath()}" : null;

    public TimeSpan? WakeAfter => _live is not null ? _live.WakeAfter : (_output?.WakeAfter, _heartbeat?.Due) switch
    {
        ({ } half, { } beat) => half < beat ? half : beat,
        var (half, beat) => half ?? beat,
    };

    public bool WantsPauses => true;

    public void Report(RunEvent happened)
    {
        _summary.Report(happened);
        if (_output is not null)
        {
            ShowOutput(_output, happened);
        }

        _orders?.Report(happened);

        _heartbeat?.Report(happened);
        _live?.Report(happened);
        switch (happened)
        {
            case RunEvent.RunStarted(var dag, _):
                _total = dag.Tasks.Count;
                break;
            case RunEvent.TerminalLent:
                _terminal.Lend();
                break;
            case RunEvent.TerminalReturned:
                _terminal.TakeBack();
                break;
            case RunEvent.TaskFinished(var result):
                ShowProgress(result);
                break;
            case RunEvent.RunStopping stopping when (_options.IsQuiet || _options.Log != LogPlace.Terminal) && CleanUpWords.Of(stopping) is { } cleanUp:
                Warn(Notice(happened));
                Warn(cleanUp);
                break;
            case RunEvent.ReporterFailed(_, var error) when _options.Log == LogPlace.File:
                Warn($"the log is no longer written: {OneLine.Of(SystemReason.Of(error))}");
                break;
            case RunEvent.RunFinished(var report):
                ShowEnd(report);
                _terminal.Complete();
                break;
            case RunEvent.RunStopping or RunEvent.LeftoversEnded or RunEvent.ReporterFailed or RunEvent.TaskWarned or RunEvent.TaskRetrying:
                Warn(Notice(happened));
                break;
            case RunEvent.Pause when _live is not null:
                _live.Show();
                break;
            case RunEvent.Pause:
                ShowLife();
                _terminal.Flush();
                break;
        }
    }

    private void ShowOutput(OutputView output, RunEvent happened)
    {
        _shown.Report(happened);
        if (happened is RunEvent.TaskFinished(var ended) && (ended.State.IsGood() || ended.State == TaskState.NotRun))
        {
            _shown.Forget(ended.Task);
        }
        else if (happened is RunEvent.TaskFinished(var wrong) && _options.Mode is OutputMode.Group or OutputMode.ErrorsOnly)
        {
            _shown.ShowsNow(wrong.Task);
        }

        output.Report(happened);
    }

    private void ShowLife()
    {
        if (_heartbeat?.Beat(_terminal.Lines) is { } line)
        {
            if (!_terminal.IsLent)
            {
                WriteLine(line);
            }


            _heartbeat.HasBeaten(_terminal.Lines);
        }
    }

    private void ShowProgress(TaskResult result)
    {
        if (_options is { Log: not LogPlace.Terminal, IsQuiet: false } && result.State.WasStarted())
        {
            var time = Times.Words(result.Duration);
            WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{_summary.Finished}/{_total}] {OneLine.Of(result.Task.Name)} {result.State.Word()} ({time})"));
        }
    }

    private void ShowEnd(RunReport report)
    {
        var screen = _summary.FailureScreen(report, _terminal.HasColours, _shown.IsJustShown);
        if (screen.Length > 0)
        {
            _terminal.StartLine();
        }

        _options.Ci.WriteFailures(_terminal, screen);
        _options.Ci.Finish(_terminal, report, _summary.Failures);
        if (!_options.IsQuiet || !report.Succeeded)
        {
            WriteLine(RunSummary.CountsLine(report, _terminal.HasColours));
        }
    }

    // With a log, the notice is in the log.
    private string? Notice(RunEvent happened) => _options is { Log: LogPlace.Nowhere, IsQuiet: false } ? Notices.OfRun(happened) ?? Notices.OfTask(happened) : null;

    private void Warn(string? message)
    {
        if (message is not null)
        {
            WriteLine("warn   " + message);
        }
    }

    private void WriteLine(string line)
    {
        _terminal.StartLine();
        _terminal.Write(_options.Ci.Defuse(line) + "\n");
    }
}
