using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State;

namespace Dagrs.Core.Scheduling;

/// <content>Tasks that need a decision first: by their condition, or by what is remembered of them.</content>
internal sealed partial class RunLoop
{
    /// <summary>Handles the decision of a task's condition.</summary>
    /// <param name="task">The task.</param>
    /// <param name="verdict">The decision.</param>
    /// <param name="condition">The text of the condition.</param>
    /// <returns>True when the caller must now run it.</returns>
    public bool Decided(int task, Verdict verdict, string condition)
    {
        var now = _scope.Options.TimeProvider.GetTimestamp();
        lock (_gate)
        {
            var node = _scope.Dag.Node(task);
            if (_progress.StateOf(task) != TaskState.Running)
            {
                return false; // it was abandoned when the run was killed
            }

            if (verdict is { Runs: false, Problem: null })
            {
                Skip(task, $"its condition is false: {condition}", now);
                return false;
            }

            return Start(task, node, verdict, now);
        }
    }

    /// <summary>Handles the decision whether a task is up to date.</summary>
    /// <param name="task">The task.</param>
    /// <param name="recollection">The decision.</param>
    /// <returns>True when the caller must now run it.</returns>
    public bool Recalled(int task, Recollection recollection)
    {
        var now = _scope.Options.TimeProvider.GetTimestamp();
        lock (_gate)
        {
            var node = _scope.Dag.Node(task);
            if (_scope.Events.IsWatched)
            {
                _scope.Events.Publish(new RunEvent.TaskJudged(node, recollection.IsUpToDate, recollection.Why, recollection.Differences));
            }

            if (_progress.StateOf(task) == TaskState.Running && recollection.IsUpToDate)
            {
                HandOver(task, recollection);
                SkipAs(TaskState.UpToDate, task, recollection.Why, now);
                return false;
            }

            if (recollection.Failure is { } failure)
            {
                FailAgain(task, failure, recollection, now);
                return false;
            }

            foreach (var warning in recollection.Warnings)
            {
                _scope.Events.Publish(new RunEvent.TaskWarned(node, warning));
            }

            return Start(task, node, new(true, recollection.Problem), now);
        }
    }

    // Starts a task that needed a decision, unless the run was stopped meanwhile.
    private bool Start(int task, TaskNode node, Verdict verdict, long now)
    {
        if (_progress.StateOf(task) != TaskState.Running)
        {
            return false; // it was abandoned when the run was killed
        }

        if (!_progress.MayStart(task))
        {
            GiveBackSlot(task);
            _progress.Return(task);
            CarryOut(now);
            return false;
        }

        if (verdict.Problem is null && PutOff(task, isAsked: true))
        {
            return false;
        }

        Announce(task, node, now);
        if (verdict.Problem is not null || node.IsGroup)
        {
            End(task, new(verdict.Problem is null ? Outcome.Success : new Outcome.NotStarted(verdict.Problem), 1), now);
            return false;
        }

        return true;
    }

    // It does not run, but has the same output, results and failure as when it ran.
    private void FailAgain(int task, Outcome failure, Recollection recollection, long now)
    {
        if (_progress.StateOf(task) == TaskState.Running)
        {
            HandOver(task, recollection);
            _record.Start(task, now);
            End(task, new(new Outcome.FailedBefore(failure), 1), now);
        }
    }

    // Makes the recorded output and results available to its dependents.
    private void HandOver(int task, Recollection recollection)
    {
        if (recollection.Output is { } output && _scope.Values.IsWanted(task))
        {
            _scope.Values.Set(task, output);
        }

        if (recollection.Results is { Count: > 0 } results)
        {
            _record.SetResults(task, results);
        }
    }
}
