using System.Globalization;
using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;

namespace Dagrs.Cli;

/// <summary>What people see on the terminal besides the log: what tasks write, and at the end why the run failed and the counts.</summary>
/// <param name="terminal">Standard output.</param>
/// <param name="isQuiet">True to leave out progress, and the counts of a run without failure.</param>
/// <param name="logsToFile">True when the log has a file of its own: what tasks write goes there, and progress is shown here.</param>
internal sealed class ConsoleReporter(Terminal terminal, bool isQuiet, bool logsToFile) : IReporter
{
    private readonly RunSummary _summary = new();
    private readonly PrefixLines _output = new(terminal, Terminal.HasColours);
    private int _total;

    public void Report(RunEvent happened)
    {
        _summary.Report(happened);
        switch (happened)
        {
            case RunEvent.RunStarted(var dag):
                _total = dag.Tasks.Count;
                break;
            case RunEvent.TaskOutput output when !logsToFile:
                _output.Add(output);
                break;
            case RunEvent.TaskFinished(var result):
                _output.End(result.Task);
                if (logsToFile && !isQuiet && result.State != TaskState.NotRun)
                {
                    terminal.Write(string.Create(
                        CultureInfo.InvariantCulture, $"[{_summary.Finished}/{_total}] {OneLine.Of(result.Task.Name)} {result.State.Word()} ({Times.Words(result.Duration)})\n"));
                }

                break;
            case RunEvent.ReporterFailed(_, var error) when logsToFile:
                terminal.Write($"warn   the log is not written any more: {OneLine.Of(error.Message)}\n");
                break;
            case RunEvent.RunFinished(var report):
                terminal.Write(_summary.FailureScreen(report));
                if (!isQuiet || !report.Succeeded)
                {
                    terminal.Write(RunSummary.CountsLine(report) + "\n");
                }

                break;
            case RunEvent.Pause:
                terminal.Flush();
                break;
        }
    }
}
