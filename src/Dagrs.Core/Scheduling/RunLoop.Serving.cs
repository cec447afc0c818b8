using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>Services in a run: they take no slot, are stopped when no longer needed, and when they end by themselves, the tasks that need them are
/// stopped.</content>
internal sealed partial class RunLoop
{
    /// <summary>A service is ready: the tasks that need it may start.</summary>
    /// <param name="task">The service.</param>
    /// <param name="results">Its results by name; null: it declares none.</param>
    public Next Ready(int task, IReadOnlyDictionary<string, string>? results) => Step(now =>
    {
        if (_progress.StateOf(task) != TaskState.Running)
        {
            return;
        }

        if (results is not null)
        {
            _record.SetResults(task, results);
        }

        _record.SetReady(task, now);
        _progress.SetReady(task);
        CarryOut(now);
        if (_scope.Events.IsWatched && _record.ReadyOf(task) is { } moment)
        {
            _scope.Events.Publish(new RunEvent.ServiceReady(_scope.Dag.Node(task), moment, moment - _record.StartOf(task)));
        }
    });

    /// <summary>The process of a service has ended by itself; processes it left behind may live on for a while.</summary>
    public Next Break(int task) => Step(now =>
    {
        if (_progress.StateOf(task) == TaskState.Running)
        {
            _progress.Break(task);
            CarryOut(now);
        }
    });

    // A failed task may be the victim of a service whose end has not been reported yet.
    private void BreakServices(int task, Outcome outcome)
    {
        if (outcome is Outcome.Succeeded || _scope.Dag.Services is not { } services)
        {
            return;
        }

        foreach (var service in services.NeededBy(task))
        {
            if (_progress.StateOf(service) == TaskState.Running && _scope.Lives.HasEnded(service))
            {
                _progress.Break(service);
            }
        }
    }

    private bool PutOff(int task, bool isAsked)
    {
        if (!_progress.HasService || !_progress.PutOff(task, isAsked))
        {
            return false;
        }

        GiveBackSlot(task);
        return true;
    }

    // A service takes no slot.
    private Next? StartService(int task, long now)
    {
        var node = _scope.Dag.Node(task);
        if (node.Spec?.SkippedBecause is { } why)
        {
            _progress.Skip(task);
            Finish(task, TaskState.Skipped, new NotRunReason.NothingToDo(why), 0, now);
            CarryOut(now);
            return null;
        }

        var mustDecide = node.IsToDecide || _scope.Options.TaskMemory?.IsAskedAbout(node) == true; // a dry run must be asked about every task
        if (!mustDecide)
        {
            Announce(task, node, now);
        }

        return new(task, HasMore: true) { MustDecide = mustDecide };
    }

    private void CarryOutForServices()
    {
        while (_progress.TryTakeStopping(out var service))
        {
            if (_scope.Events.IsWatched)
            {
                _scope.Events.Publish(new RunEvent.ServiceStopping(_scope.Dag.Node(service)));
            }

            _scope.Stops.Terminate(_scope.Dag.Node(service));
        }

        List<TaskNode>? ended = null;
        while (_progress.TryTakeEnding(out var task))
        {
            (ended ??= []).Add(_scope.Dag.Node(task));
        }

        if (ended is not null)
        {
            ended.ForEach(_scope.Stops.Terminate);
            _timers.AfterGrace(() => ended.ForEach(_scope.Stops.Kill));
        }
    }
}
