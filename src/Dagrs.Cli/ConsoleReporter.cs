using System.Globalization;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;

namespace Dagrs.Cli;

/// <summary>What people see on the terminal besides the log: what tasks write, and at the end why the run failed and the counts.</summary>
internal sealed class ConsoleReporter : IReporter
{
    private const int MostNamed = 5;

    private readonly Terminal _terminal;
    private readonly ConsoleOptions _options;
    private readonly RunSummary _summary = new();
    private readonly OutputView _output;
    private readonly List<TaskNode> _running = [];
    private int _total;

    public ConsoleReporter(Terminal terminal, ConsoleOptions options)
    {
        (_terminal, _options) = (terminal, options);
        _output = new OutputView(options.Mode, new LineStyle(terminal, Terminal.HasColours, options.Ci));
    }

    /// <summary>Why output that tasks wrote was not shown; null as long as all of it was.</summary>
    public string? Problem => _output.LostBytes > 0 ? $"no room for {_output.LostBytes} bytes that had to wait, in {Path.GetTempPath()}" : null;

    public void Report(RunEvent happened)
    {
        _summary.Report(happened);
        if (!_options.LogsToFile)
        {
            _output.Report(happened);
        }

        switch (happened)
        {
            case RunEvent.RunStarted(var dag, _):
                _total = dag.Tasks.Count;
                break;
            case RunEvent.TaskStarted(var task):
                _running.Add(task);
                break;
            case RunEvent.TaskFinished(var result):
                _running.Remove(result.Task);
                ShowProgress(result);
                break;
            case RunEvent.NoNews(var time) when _running.Count > 0 && Console.IsOutputRedirected && !_options.IsQuiet:
                var names = string.Join(", ", _running.Take(MostNamed).Select(task => $"'{OneLine.Of(task.Id)}'"));
                var more = _running.Count > MostNamed ? $" and {_running.Count - MostNamed} more" : "";
                WriteLine($"still running after {Times.Words(time)} without news: {names}{more}");
                break;
            case RunEvent.ReporterFailed(_, var error) when _options.LogsToFile:
                WriteLine($"warn   the log is not written any more: {OneLine.Of(error.Message)}");
                break;
            case RunEvent.RunFinished(var report):
                ShowEnd(report);
                break;
            case RunEvent.Pause:
                _terminal.Flush();
                break;
        }
    }

    private void ShowProgress(TaskResult result)
    {
        if (_options is { LogsToFile: true, IsQuiet: false } && result.State != TaskState.NotRun)
        {
            var time = Times.Words(result.Duration);
            WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{_summary.Finished}/{_total}] {OneLine.Of(result.Task.Name)} {result.State.Word()} ({time})"));
        }
    }

    private void ShowEnd(RunReport report)
    {
        var screen = _summary.FailureScreen(report, Terminal.HasColours);
        if (screen.Length > 0)
        {
            _terminal.StartLine();
        }

        _options.Ci.WriteFailures(_terminal, screen);
        _options.Ci.Finish(_terminal, report, _summary.Failures);
        if (!_options.IsQuiet || !report.Succeeded)
        {
            WriteLine(RunSummary.CountsLine(report, Terminal.HasColours));
        }
    }

    private void WriteLine(string line)
    {
        _terminal.StartLine();
        _terminal.Write(_options.Ci.Defuse(line) + "\n");
    }
}
