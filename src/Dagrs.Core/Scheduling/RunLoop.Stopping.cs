using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>How a run is stopped, early or at its end.</content>
internal sealed partial class RunLoop
{
    /// <summary>Starts nothing new but clean-up, and asks running tasks to stop.</summary>
    public Next StopBy(StopCause cause) => Step(now => StopRunning(cause, now));

    /// <summary>Stops some tasks and their dependents; the others go on.</summary>
    public Next StopTasks(IReadOnlyList<(TaskNode Task, string What)> changed) => Step(now =>
    {
        var stopped = new List<TaskNode>();
        foreach (var (task, what) in changed)
        {
            foreach (var running in _hasBegun ? _progress.Withdraw(_scope.Dag.PlaceOf(task), new NotRunReason.InputChanged(what)) : [])
            {
                stopped.Add(_scope.Dag.Node(running));
                _scope.Events.Publish(new RunEvent.TaskWarned(stopped[^1], $"{what}: it is stopped"));
            }
        }

        CarryOut(now);
        if (stopped.Count > 0)
        {
            stopped.ForEach(_scope.Stops.Terminate);
            _timers.AfterGrace(() => stopped.ForEach(_scope.Stops.Kill));
        }
    });

    /// <summary>Kills all running tasks.</summary>
    public Next Kill() => Step(KillAll);

    /// <summary>The grace period is over: kills the tasks that were asked to stop.</summary>
    public Next EndGrace() => Step(now =>
    {
        var areAllAsked = (_progress.IsClosed || !_scope.Dag.HasWhens) && !_progress.HasService; // services have a grace period of their own
        if (areAllAsked || _progress.Unfinished == 0)
        {
            KillAll(now);
            return;
        }

        _scope.Stops.Kill();
        if (_progress.IsClosed)
        {
            _scope.Stops.KillCleanUp();
        }

        Abandon(onlyOrdinary: !_progress.IsClosed, now);
    });

    /// <summary>The time for clean-up is over.</summary>
    public Next EndCleanUp() => Step(now =>
    {
        if (_progress.Unfinished > 0)
        {
            _progress.Close();
            WarnOfTime();
            _scope.Stops.TerminateAll();
            _timers.KillAfterGrace();
        }
    });

    private void WarnOfTime()
    {
        for (var task = 0; task < _scope.Dag.Tasks.Count; task++)
        {
            if (_progress.StateOf(task) == TaskState.Running)
            {
                _scope.Events.Publish(new RunEvent.TaskWarned(_scope.Dag.Node(task), FormattableString.Invariant($"clean-up took longer than {_scope.Options.CleanUp.TotalSeconds:0.###} s and is stopped")));
            }
        }
    }

    /// <summary>Stops the run because dagrs itself failed.</summary>
    public void Fail(Exception bug)
    {
        lock (_gate)
        {
            Bug ??= bug;
            StopRunning(new StopCause.Canceled(), _scope.Options.TimeProvider.GetTimestamp());
        }
    }

    private void StopRunning(StopCause cause, long now)
    {
        if (!_hasBegun)
        {
            _stopAtBegin ??= cause; // published later, after the start of the run
        }
        else if (_progress.Unfinished == 0)
        {
            // Too late to stop a task, but not their left-over processes or a stuck reader.
            _timers.KillAfterGrace();
        }
        else
        {
            _progress.StopNow(cause, endsRunning: true);
            CarryOut(now);
        }
    }

    private void KillAll(long now)
    {
        if (_progress.Unfinished > 0)
        {
            StopRunning(new StopCause.Canceled(), now);
            _progress.Close();
        }

        _scope.Stops.TerminateAll();
        _scope.Stops.KillAll();
        _scope.Events.Abort();
        Abandon(onlyOrdinary: false, now);
    }

    // Commands end when they are killed. C# code that was asked to stop and did not is abandoned.
    private void Abandon(bool onlyOrdinary, long now)
    {
        for (var task = 0; task < _scope.Dag.Tasks.Count && _progress.Running > 0; task++)
        {
            var node = _scope.Dag.Node(task);
            if (_progress.StateOf(task) == TaskState.Running && !node.IsCommand && (!onlyOrdinary || node.Settings.When == When.Success))
            {
                End(task, new(new Outcome.Stopped(), 1), now);
            }
        }
    }
}
