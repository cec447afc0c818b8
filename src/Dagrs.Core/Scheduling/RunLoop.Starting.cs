using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>How a task starts: whether there is room, and which events are published.</content>
internal sealed partial class RunLoop
{
    // Other runs may hold all the shared slots; this run is woken when one is returned.
    private bool WaitsForSlot => _slots is not null && _progress.Ready > 0;

    // A shared slot is taken before it is known whether there is a task for it, and returned if there is none.
    private bool TryTake(out int task)
    {
        task = -1;
        if (_progress.Ready == 0)
        {
            return false;
        }

        var hasRoomHere = _progress.RunningHere < _parallelism && _slots?.TryTake() != false;
        return (hasRoomHere || _scope.RemoteTasks is not null) && _progress.TryTake(out task, onlyRemote: !hasRoomHere);
    }

    private void KeepSlot(int task)
    {
        if (_slots is not null && !_progress.IsRemote(task))
        {
            _slots.Keep();
        }
    }

    // Only if the task has taken one.
    private void GiveBackSlot(int task)
    {
        if (_slots is not null && !_scope.Dag.Node(task).IsService && !_progress.IsRemote(task))
        {
            _slots.GiveBack();
        }
    }

    // A group finishes at once, and so does a task that is always skipped.
    private Next? Start(int task, long now)
    {
        var node = _scope.Dag.Node(task);
        KeepSlot(task);
        var mustDecide = (node.IsToDecide || _scope.Options.TaskMemory?.IsAskedAbout(node) == true) && !_progress.IsAsked(task);
        if (node.Spec?.SkippedBecause is { } why)
        {
            Skip(task, why, now);
            return null;
        }

        if ((!mustDecide || node.Spec?.Late?.AsksServices == true) && PutOff(task, isAsked: !mustDecide))
        {
            return null;
        }

        if (!mustDecide)
        {
            Announce(task, node, now);
            if (node.IsGroup)
            {
                End(task, new(Outcome.Success, 1), now);
                return null;
            }
        }

        _slots?.GiveBackUnused();
        return new(task, HasMore: (_progress.RunningHere < _parallelism || _scope.RemoteTasks is not null) && _progress.Ready > 0) { MustDecide = mustDecide };
    }

    private void Announce(int task, TaskNode node, long now)
    {
        if (_progress.Stop is not (null or StopCause.Failure))
        {
            _scope.RemoteTasks?.BringHome(task); // it was taken before the stop, and decided since
        }

        _record.Start(task, now);
        if (_scope.Events.IsWatched)
        {
            _scope.Events.Publish(new RunEvent.TaskStarted(node) { OthersReady = _progress.Ready, Start = _record.StartOf(task), WaitedFor = _progress.LackedBy(task) });
        }
    }
}
