using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events;

/// <summary>What has become of every task of one run. Immutable once the run has ended.</summary>
public sealed class RunReport
{
    private readonly TaskResult[] _results;
    private readonly int[] _counts = new int[(int)TaskState.NotRun + 1];

    internal RunReport(TaskResult[] results, TimeSpan duration, StopCause? stop)
    {
        _results = results;
        Duration = duration;
        Stop = stop;
        foreach (var result in results)
        {
            _counts[(int)result.State]++;
        }
    }

    /// <summary>The result of every task, in the graph's topological order.</summary>
    public IReadOnlyList<TaskResult> Results => _results;

    /// <summary>How long the run took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Why the run was stopped early; null when it was not.</summary>
    public StopCause? Stop { get; }

    /// <summary>True when every task succeeded or was allowed to fail.</summary>
    public bool Succeeded => Count(TaskState.Succeeded) + Count(TaskState.FailedAllowed) == _results.Length;

    /// <summary>The tasks that failed by themselves, timed out or not, in the order in which they ended: the root failures.</summary>
    public IEnumerable<TaskResult> Failures =>
        _results.Where(result => result.State is TaskState.Failed or TaskState.TimedOut).OrderBy(result => result.Start + result.Duration);

    /// <summary>How many tasks are in a state.</summary>
    public int Count(TaskState state) => _counts[(int)state];

    /// <summary>The result of one task.</summary>
    public TaskResult this[TaskNode task] => _results[task.Index];
}
