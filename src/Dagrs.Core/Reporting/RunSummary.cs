using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>
/// The end of the screen: after a failure, why the run failed, root failures first; always one line of counts that add up.
/// Folds the events of one run. Not thread-safe.
/// </summary>
internal sealed class RunSummary : IReporter
{
    private const int LinesOfOutput = 20;

    private readonly Dictionary<TaskNode, (OutputTail Tail, WholeLines Lines)> _outputs = [];
    private readonly HashSet<TaskNode> _withTerminal = [];
    private readonly List<FailedTask> _failures = [];
    private readonly List<FailedTask> _overdue = [];
    private readonly List<TaskResult> _allowed = [];
    private StopCause? _stop;

    /// <summary>How many tasks have reached their final state so far.</summary>
    public int Finished { get; private set; }

    /// <summary>The root failures, in the order in which they ended.</summary>
    public IReadOnlyList<FailedTask> Failures => _failures;

    /// <summary>The tasks that were cancelled because the run exceeded its time limit, in the order in which they ended.</summary>
    public IReadOnlyList<FailedTask> Overdue => _overdue;

    /// <summary>The allowed failures, in the order in which they ended.</summary>
    public IReadOnlyList<TaskResult> AllowedFailures => _allowed;

    /// <inheritdoc/>
    public void Report(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.TaskOutput output:
                Add(output);
                break;
            case RunEvent.TerminalLent(var task):
                _withTerminal.Add(task);
                break;
            case RunEvent.TaskRetrying(var task, _, _, _) when _outputs.TryGetValue(task, out var before):
                before.Lines.End();
                before.Tail.Clear();
                break;
            case RunEvent.RunStopping(var cause):
                _stop = cause;
                break;
            case RunEvent.TaskFinished(var result):
                End(result);
                break;
        }
    }

    /// <summary>Why the run failed, and which failures were allowed; empty when every task succeeded. Otherwise it ends with a line break.</summary>
    /// <param name="report">The outcome of every task.</param>
    /// <param name="withColours">True to colour the words of failure.</param>
    /// <param name="isJustShown">Whether a task's complete output is shown right above, so that it is not repeated; null: none is.</param>
    public string FailureScreen(RunReport report, bool withColours = false, Func<TaskNode, bool>? isJustShown = null) =>
        report.Succeeded && _allowed.Count == 0 ? "" : new FailureText(withColours, isJustShown ?? (_ => false)).Of(this, report);

    /// <summary>One line: the total, the number of tasks in each state, and the time. Without a line break.</summary>
    /// <param name="report">The outcome of every task.</param>
    /// <param name="withColours">True to colour the words of failure.</param>
    public static string CountsLine(RunReport report, bool withColours = false) =>
        CountsText.Of(report.Results.Count, report.Count, report.Duration, withColours);

    private void Add(RunEvent.TaskOutput output)
    {
        if (!_outputs.TryGetValue(output.Task, out var kept))
        {
            var tail = new OutputTail(LinesOfOutput);
            _outputs[output.Task] = kept = (tail, new(tail.Add));
        }

        kept.Lines.Add(output.Channel, output.Bytes.Span);
    }

    private void End(TaskResult result)
    {
        Finished++;
        _outputs.Remove(result.Task, out var output);
        output.Lines?.End();
        switch (result.State)
        {
            case TaskState.Failed or TaskState.TimedOut:
                _failures.Add(new(result, _failures.Count < FailureText.MostInFull ? output.Tail?.Lines() ?? [] : []) { HadTerminal = _withTerminal.Contains(result.Task) });
                break;
            case TaskState.Canceled when _stop is StopCause.Timeout:
                _overdue.Add(new(result, _overdue.Count < FailureText.MostInFull ? output.Tail?.Lines() ?? [] : []) { HadTerminal = _withTerminal.Contains(result.Task) });
                break;
            case TaskState.FailedAllowed:
                _allowed.Add(result);
                break;
        }
    }
}
