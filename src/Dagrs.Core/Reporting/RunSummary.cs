using System.Globalization;
using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>
/// The last thing on the screen: after a failure why the run failed, root failures first; always one line of counts that add up.
/// Folds the events of one run. Not thread-safe.
/// </summary>
public sealed class RunSummary : IReporter
{
    private const int LinesOfOutput = 20;

    private readonly Dictionary<TaskNode, OutputTail> _tails = [];
    private readonly List<(TaskResult Result, IReadOnlyList<string> Output)> _failures = [];

    private readonly List<TaskResult> _allowed = [];

    /// <summary>How many tasks have come to their final state so far.</summary>
    public int Finished { get; private set; }

    /// <inheritdoc/>
    public void Report(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.TaskOutput output:
                if (!_tails.TryGetValue(output.Task, out var tail))
                {
                    _tails[output.Task] = tail = new OutputTail(LinesOfOutput);
                }

                tail.Add(output.Bytes);
                break;
            case RunEvent.TaskFinished(var result):
                Finished++;
                _tails.Remove(result.Task, out var last);
                if (result.State is TaskState.Failed or TaskState.TimedOut)
                {
                    _failures.Add((result, last?.Lines() ?? []));
                }
                else if (result.State == TaskState.FailedAllowed)
                {
                    _allowed.Add(result);
                }

                break;
        }
    }

    /// <summary>Why the run failed, and which failures were allowed; empty when every task succeeded. Ends with a line break otherwise.</summary>
    public string FailureScreen(RunReport report)
    {
        if (report.Succeeded && _allowed.Count == 0)
        {
            return "";
        }

        var screen = new StringBuilder("\n");
        foreach (var (result, output) in _failures)
        {
            AppendFailure(screen, result, output);
        }

        foreach (var canceled in report.Results.Where(result => result.State == TaskState.Canceled))
        {
            screen.Append(CultureInfo.InvariantCulture, $"canceled: {Titles.Of(canceled.Task)} after {Times.Words(canceled.Duration)}: the run was stopped {report.Stop?.Words}\n");
        }

        foreach (var group in report.Results.Where(result => result.State == TaskState.NotRun).GroupBy(result => result.Reason))
        {
            screen.Append(CultureInfo.InvariantCulture, $"not run because {group.Key!.Words}: {string.Join(", ", group.Select(result => Titles.Of(result.Task)))}\n");
        }

        foreach (var allowed in _allowed)
        {
            screen.Append(CultureInfo.InvariantCulture, $"failed, allowed: {Titles.Of(allowed.Task)} {allowed.Outcome?.Words}\n");
        }

        return screen.ToString();
    }

    /// <summary>One line: the total, how many tasks are in each state, and the time. Without a line break.</summary>
    public static string CountsLine(RunReport report)
    {
        var counts = StateWords.Final.Where(state => report.Count(state) > 0).Select(state => $"{report.Count(state)} {state.Word()}");
        var total = report.Results.Count;
        return $"{total} task{(total == 1 ? "" : "s")}: {string.Join(", ", counts)} in {Times.Words(report.Duration)}";
    }

    private static string Attempts(TaskResult result) => result.Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $", the last of {result.Attempts} attempts,") : "";

    private static void AppendFailure(StringBuilder screen, TaskResult result, IReadOnlyList<string> output)
    {
        screen.Append(CultureInfo.InvariantCulture, $"{result.State.Word()}: {Titles.Of(result.Task)} {result.Outcome?.Words}{Attempts(result)} after {Times.Words(result.Duration)}\n");
        if (result.Task.Origin is { } origin)
        {
            screen.Append("  at ").Append(origin).Append('\n');
        }

        if (result.Task.Work is Work.Execute(var command))
        {
            var lines = command.Text.TrimEnd().Split('\n');
            screen.Append("  command: ").Append(OneLine.Of(lines[0].TrimEnd(), 500)).Append('\n');
            foreach (var line in lines.Skip(1).Take(LinesOfOutput))
            {
                screen.Append("           ").Append(OneLine.Of(line.TrimEnd(), 500)).Append('\n');
            }
        }

        if (output.Count > 0)
        {
            screen.Append(output.Count == LinesOfOutput ? "  last 20 lines of output:\n" : "  output:\n");
            foreach (var line in output)
            {
                screen.Append("    ").Append(line).Append('\n');
            }
        }

        screen.Append('\n');
    }
}
