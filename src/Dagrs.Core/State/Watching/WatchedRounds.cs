using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Watching;

/// <summary>What the rounds of a watch know of each other: of each task what became of it when it ran last. Belongs to the thread that runs rounds.</summary>
internal sealed class WatchedRounds
{
    private readonly Dictionary<string, EndedTask> _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _touched = new(StringComparer.Ordinal);

    /// <summary>True as long as no round is over.</summary>
    public bool IsFirst { get; private set; } = true;

    /// <summary>True when the last round left nothing undone: then a change of an input is a reason to run.</summary>
    public bool IsAllDone { get; private set; }

    /// <summary>What became of a task; null: it has not run, or was stopped.</summary>
    public EndedTask? Find(string task) => _ended.GetValueOrDefault(task);

    /// <summary>What has changed of the inputs of a task since it ran, in words; null: nothing.</summary>
    public string? TouchOf(string task) => _touched.GetValueOrDefault(task);

    /// <summary>Inputs have changed.</summary>
    public void Touch(IEnumerable<FileChange> changes)
    {
        foreach (var change in changes)
        {
            _touched[change.Task] = change.Words;
        }
    }

    /// <summary>A round is over.</summary>
    /// <param name="report">What has become of every task.</param>
    /// <param name="endOf">What is to be known of a task that ran, without how it failed.</param>
    public void Close(RunReport report, Func<TaskResult, EndedTask> endOf)
    {
        (IsFirst, IsAllDone) = (false, report.Succeeded);
        foreach (var result in report.Results)
        {
            var id = result.Task.Id;
            switch (result.State)
            {
                case TaskState.UpToDate or TaskState.Failed or TaskState.TimedOut or TaskState.FailedAllowed when result.Outcome is null or Outcome.FailedBefore:
                    break; // what was known stays so
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
