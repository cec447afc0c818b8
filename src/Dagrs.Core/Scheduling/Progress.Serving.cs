using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>
/// Services. A service whose predecessors have finished is armed, and its successors proceed as if it had finished. It starts when a task that needs
/// it is about to start; that task waits until the service is ready. It stops when all tasks that hold it have finished.
/// </content>
internal sealed partial class Progress
{
    private readonly Serving? _serving; // null: there are no services
    private readonly bool _keepsServices;
    private readonly Queue<int> _toEnd = new(); // running tasks to be stopped, because a service they need has ended

    /// <summary>True when there are services.</summary>
    public bool HasService => _serving is not null;

    /// <summary>True when a service is wanted and not yet taken.</summary>
    public bool HasWantedService => _serving?.HasWanted == true;

    /// <summary>How many services are alive.</summary>
    public int Serving => _serving?.Alive ?? 0;

    /// <summary>Takes a service that is to start now. From here on it counts as running, but takes no slot.</summary>
    public bool TryTakeService(out int task)
    {
        while (_serving is not null && _serving.TryTakeWanted(out task))
        {
            if (_states[task] != TaskState.Pending || !_serving.Has(task, out var service) || service.Phase != ServicePhase.Wanted)
            {
                continue;
            }

            if (!MayStart(task))
            {
                service.Phase = ServicePhase.Armed;
                continue;
            }

            if (!_serving.MustWait(task))
            {
                _states[task] = TaskState.Running;
                _serving.Start(service);
                foreach (var holder in _serving.Links.HoldersOf(task))
                {
                    _upstream?.NoteStart(holder);
                }

                return true;
            }
        }

        task = -1;
        return false;
    }

    /// <summary>Takes a service that is to be stopped; each is returned once.</summary>
    public bool TryTakeStopping(out int task)
    {
        task = -1;
        return _serving?.TryTakeStopping(out task) == true;
    }

    /// <summary>Takes a running task that is to be stopped because a service it needs has ended; each is returned once.</summary>
    public bool TryTakeEnding(out int task) => _toEnd.TryDequeue(out task);

    /// <summary>True for a task that was taken before and is already known to run.</summary>
    public bool IsAsked(int task) => _serving?.IsAsked(task) == true;

    /// <summary>Puts off a task that was taken, if it must wait for a service: then it returns true, and the task will be taken again.</summary>
    /// <param name="task">The task.</param>
    /// <param name="isAsked">True when the task is already known to run.</param>
    public bool PutOff(int task, bool isAsked)
    {
        if (_serving is null || _serving.Has(task, out _) || (_dag.Node(task).IsGroup && !_serving.IsWantedGroup(task)) || !_serving.MustWait(task))
        {
            return false;
        }

        StopCounting(task, isOver: false);
        _states[task] = TaskState.Pending;
        if (isAsked)
        {
            _serving.NoteAsked(task);
        }

        return true;
    }

    /// <summary>Records that a service is ready.</summary>
    public void SetReady(int task)
    {
        if (_serving!.Has(task, out var service) && service.Phase == ServicePhase.Starting)
        {
            service.Phase = ServicePhase.Ready;
            WakeFor(service);
            if (_keepsServices)
            {
                _serving.EndStandalone(task);
                Spread();
            }
        }
    }

    // The task no longer holds any service. If it is a service itself, the tasks waiting for it are woken.
    private void LeaveServices(int task)
    {
        _serving!.Release(task);
        if (_serving.Has(task, out var service))
        {
            _serving.End(service);
            WakeFor(service);
        }
    }

    /// <summary>The process of a ready service has ended by itself: the tasks that need it now run in vain, even before all its processes are gone.</summary>
    public void Break(int task)
    {
        if (!_serving!.Has(task, out var service) || service.Phase != ServicePhase.Ready)
        {
            return;
        }

        service.IsBroken = true;
        if (_dag.Node(task).Settings.AllowFailure is null)
        {
            DoomHolders(task, new NotRunReason.ServiceEnded(_dag.Node(task)));
            Spread();
        }
    }

    private void Arm(int task, ServiceStatus service)
    {
        service.Phase = ServicePhase.Armed;
        if (service is { Held: 0, IsStandalone: false })
        {
            Settle(task, TaskState.Skipped, new NotRunReason.NotNeeded());
            return;
        }

        _over.Enqueue(task);
        if (service.IsStandalone || _dag.Node(task).Spec?.SkippedBecause is not null)
        {
            _serving!.Want(task);
        }
    }

    private void WakeFor(ServiceStatus service)
    {
        foreach (var task in _serving!.Wake(service))
        {
            if (_states[task] != TaskState.Pending)
            {
                continue;
            }

            if (_serving.Has(task, out var waiting))
            {
                waiting.Phase = ServicePhase.Armed;
                _serving.Want(task);
            }
            else if (Stop is null || MayStillStart(task))
            {
                _ready.Add(task);
            }
        }
    }

    // No task holds the service any more: if it was not started, it will not be; if it is alive, it is stopped.
    private void Free(int task)
    {
        if (!_serving!.Has(task, out var service) || service is not { Held: 0, IsStandalone: false })
        {
            return;
        }

        if (service.Phase is ServicePhase.Armed or ServicePhase.Wanted)
        {
            Settle(task, _rest is null ? TaskState.Skipped : TaskState.NotRun, _rest ?? (NotRunReason)new NotRunReason.NotNeeded());
        }

        _serving.Stop(task, service);
    }

    private TaskState EndService(int task, ServiceStatus service, Outcome outcome)
    {
        var wasAsked = service.Phase == ServicePhase.Stopping;
        var wasReady = service.Phase == ServicePhase.Ready;
        var state = wasAsked ? StateOfStopped(task)
            : outcome is Outcome.Succeeded ? TaskState.Failed // it ended by itself
            : StateAfter(task, outcome, _dag.Node(task).Settings);
        if (state is TaskState.Failed or TaskState.TimedOut)
        {
            DoomHolders(task, wasReady || outcome is Outcome.EndedEarly ? new NotRunReason.ServiceEnded(_dag.Node(task)) : new NotRunReason.AfterFailure(_dag.Node(task)));
        }

        Leave(task, state);
        return state;
    }

    private TaskState StateOfStopped(int task) =>
        Stop is not (null or StopCause.Failure) || IsClosed || WithdrawnBecause(task) is not null ? TaskState.Canceled : TaskState.Succeeded;

    /// <summary>Of the tasks that hold a failed service, stops those that run, and settles the others as not run, except clean-up.</summary>
    private void DoomHolders(int task, NotRunReason reason)
    {
        foreach (var holder in _serving!.Links.HoldersOf(task))
        {
            _upstream?.NoteFailure(holder);
            _waiting[holder] -= _serving.HoldAgain(holder, task);
            if (_states[holder] == TaskState.Running)
            {
                (_withdrawn ??= []).TryAdd(holder, reason);
                if (_serving.Has(holder, out _))
                {
                    _serving.EndStandalone(holder); // it stops when its own holders have finished
                }
                else
                {
                    _toEnd.Enqueue(holder);
                }
            }
            else if (_states[holder] == TaskState.Pending && !IsCleanUp(holder))
            {
                Settle(holder, TaskState.NotRun, reason);
            }
        }
    }

    // A task that needs a service may not lie downstream of this one, or the two would wait for each other.
    private bool Defer(int task)
    {
        if (_serving is null || _serving.Links.NeededBy(task).IsEmpty || HasHolderAfter(task))
        {
            return false;
        }

        _waiting[task] = _serving.Defer(task);
        return _waiting[task] > 0;
    }

    private bool HasHolderAfter(int task)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([task]);
        while (open.TryPop(out var next))
        {
            foreach (var successor in _dag.Successors[next])
            {
                if (_states[successor] is TaskState.Pending or TaskState.Running && seen.Add(successor))
                {
                    if (!_serving!.Links.NeededBy(successor).IsEmpty)
                    {
                        return true;
                    }

                    open.Push(successor);
                }
            }
        }

        return false;
    }

    /// <summary>Notifies the tasks that wait for a service to stop.</summary>
    private void TellOfEnd(int task, ServiceStatus service)
    {
        if (service.HasToldWaiters)
        {
            return;
        }

        service.HasToldWaiters = true;
        foreach (var waiter in _serving!.Links.WaitersFor(task))
        {
            Tell(task, waiter);
        }

        service.Deferred.ForEach(waiter => Tell(task, waiter));
    }
}
