using System.Collections;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events;

/// <summary>The outcome of every task of one run. Immutable and thread-safe.</summary>
public sealed class RunReport
{
    private readonly RunRecord _record;
    private readonly Func<TaskNode, object?> _valueOf;

    internal RunReport(RunRecord record, Func<TaskNode, object?> valueOf, StopCause? stop)
    {
        _record = record;
        _valueOf = valueOf;
        Duration = record.Elapsed;
        Stop = stop;
        Results = new ResultList(record);
    }

    /// <summary>The graph that was run.</summary>
    public Dag Dag => _record.Dag;

    /// <summary>The result of every task, in the graph's topological order.</summary>
    public IReadOnlyList<TaskResult> Results { get; }

    /// <summary>How long the run took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Why the run was stopped early; null when it was not.</summary>
    public StopCause? Stop { get; }

    /// <summary>True when every task succeeded, was skipped, was up to date, or failed and was allowed to.</summary>
    public bool Succeeded => Count(TaskState.Succeeded) + Count(TaskState.FailedAllowed) + Count(TaskState.Skipped) + Count(TaskState.UpToDate) == Results.Count;

    /// <summary>True when a task failed or timed out and was not allowed to.</summary>
    public bool HasFailures => Count(TaskState.Failed) + Count(TaskState.TimedOut) > 0;

    /// <summary>The tasks that succeeded.</summary>
    public IEnumerable<TaskResult> SuccessfulTasks => Results.Where(result => result.State == TaskState.Succeeded);

    /// <summary>The tasks that failed by themselves or timed out, in the order they ended: the root failures.</summary>
    public IEnumerable<TaskResult> FailedTasks =>
        Results.Where(result => result.State is TaskState.Failed or TaskState.TimedOut).OrderBy(result => result.Start + result.Duration);

    /// <summary>The tasks that were never started, each with its reason.</summary>
    public IEnumerable<TaskResult> NotRunTasks => Results.Where(result => result.State == TaskState.NotRun);

    /// <summary>The total time of all tasks: how long they would take one after the other.</summary>
    public TimeSpan TotalWork
    {
        get
        {
            var total = TimeSpan.Zero;
            for (var task = 0; task < Results.Count; task++)
            {
                total += _record.DurationOf(task);
            }

            return total;
        }
    }

    /// <summary>The chain of tasks that took longest: even with unlimited slots the run cannot be shorter.</summary>
    public IReadOnlyList<TaskNode> CriticalPath => Dag.LongestPath(_record.DurationOf);

    /// <summary>The result of one task.</summary>
    /// <exception cref="ArgumentException">The task belongs to another graph.</exception>
    public TaskResult this[TaskNode task] => _record.ResultOf(Dag.IndexOf(task));

    /// <summary>The result of one task by its id.</summary>
    /// <exception cref="KeyNotFoundException">There is no such task.</exception>
    public TaskResult this[string id] => this[Dag[id]];

    /// <summary>How many tasks are in a state.</summary>
    public int Count(TaskState state) => _record.Count(state);

    /// <summary>The value of a task.</summary>
    /// <exception cref="ArgumentException">The task belongs to another graph.</exception>
    /// <exception cref="InvalidOperationException">The task did not succeed, so it has no value; the message says how it ended.</exception>
    public T GetValue<T>(TaskNode<T> task) => (T)ValueOf(task)!;

    /// <summary>The value of a task by its id; for a command, its output as text; null when the task has none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such task.</exception>
    /// <exception cref="InvalidOperationException">The task did not succeed, so it has no value; the message says how it ended.</exception>
    public object? GetValue(string id) => ValueOf(Dag[id]);

    private object? ValueOf(TaskNode task)
    {
        var result = this[task];
        return result.State == TaskState.Succeeded
            ? _valueOf(task)
            : throw new InvalidOperationException($"task '{task.Id}' has no value: {result.Words}");
    }

    // Results are created on demand: most callers read only a few.
    private sealed class ResultList(RunRecord record) : IReadOnlyList<TaskResult>
    {
        public int Count => record.Dag.Tasks.Count;

        public TaskResult this[int index] => record.ResultOf(index);

        public IEnumerator<TaskResult> GetEnumerator()
        {
            for (var task = 0; task < Count; task++)
            {
                yield return record.ResultOf(task);
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
