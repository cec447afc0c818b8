using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Watching;

/// <summary>What rounds of a watch pass on: the outcome of each task when it last ran. To be used on the thread that runs rounds only.</summary>
internal sealed class WatchedRounds
{
    private readonly Dictionary<string, EndedTask> _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _touched = new(StringComparer.Ordinal);

    /// <summary>True until a round is over.</summary>
    public bool IsFirst { get; private set; } = true;

    /// <summary>True when the last round left nothing undone, so that a changed input is a reason to run.</summary>
    public bool IsAllDone { get; private set; }

    /// <summary>The outcome of a task; null: it has not run, or was stopped.</summary>
    public EndedTask? Find(string task) => _ended.GetValueOrDefault(task);

    /// <summary>The change of an input of a task since it ran, as a message; null: none.</summary>
    public string? TouchOf(string task) => _touched.GetValueOrDefault(task);

    /// <summary>Records changed inputs.</summary>
    public void Touch(IEnumerable<FileChange> changes)
    {
        foreach (var change in changes)
        {
            _touched[change.Task] = change.Words;
        }
    }

    /// <summary>Ends a round.</summary>
    /// <param name="report">The outcome of every task.</param>
    /// <param name="endOf">What is to be known of a task that ran, without its failure.</param>
    public void Close(RunReport report, Func<TaskResult, EndedTask> endOf)
    {
        (IsFirst, IsAllDone) = (false, report.Succeeded);
        foreach (var result in report.Results)
        {
            var id = result.Task.Id;
            switch (result.State)
            {
                case TaskState.UpToDate or TaskState.Failed or TaskState.TimedOut or TaskState.FailedAllowed when result.Outcome is null or Outcome.FailedBefore:
                    break; // what was known stays known
                case TaskState.Succeeded or TaskState.Failed or TaskState.TimedOut or TaskState.FailedAllowed when result.Task.IsCommand:
                    _touched.Remove(id);
                    _ended[id] = endOf(result) with { Failure = result.State == TaskState.Succeeded ? null : result.Outcome };
                    break;
                default:
                    _ended.Remove(id);
                    break;
            }
        }
    }
}
