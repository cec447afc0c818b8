using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>
/// Services. One whose turn has come is armed: for those after it that is as if it were over. It starts when one of those that need it is about to, who waits until it
/// is ready, and ends when all that hold it are over.
/// </content>
internal sealed partial class Progress
{
    private readonly Serving? _serving; // null: there is no service
    private readonly bool _keepsServices;
    private readonly Queue<int> _toEnd = new(); // tasks that run in vain, since a service of theirs has ended

    /// <summary>True when there is a service.</summary>
    public bool HasService => _serving is not null;

    /// <summary>True when a service waits to be taken.</summary>
    public bool HasWantedService => _serving?.HasWanted == true;

    /// <summary>How many services are alive.</summary>
    public int Serving => _serving?.Alive ?? 0;

    /// <summary>Takes a service that is to start now. It counts as running from here on, and takes no slot.</summary>
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
                    _lineage?.NoteStart(holder);
                }

                return true;
            }
        }

        task = -1;
        return false;
    }

    /// <summary>A service that is to be stopped; each is given once.</summary>
    public bool TryTakeStopping(out int task)
    {
        task = -1;
        return _serving?.TryTakeStopping(out task) == true;
    }

    /// <summary>A running task that is to be ended, since a service that it needs is over; each is given once.</summary>
    public bool TryTakeEnding(out int task) => _toEnd.TryDequeue(out task);

    /// <summary>True for a task that was taken before, and of which it is known that it runs.</summary>
    public bool IsAsked(int task) => _serving?.IsAsked(task) == true;

    /// <summary>A task that was taken and is to run now: true when it waits for a service instead, and will be given once more.</summary>
    /// <param name="task">The task.</param>
    /// <param name="isAsked">True when it is known that it runs.</param>
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

    /// <summary>A service is ready.</summary>
    public void SetReady(int task)
    {
        if (_serving!.Has(task, out var service) && service.Phase == ServicePhase.Starting)
        {
            service.Phase = ServicePhase.Ready;
            WakeFor(service);
            if (_keepsServices)
            {
                _serving.EndLasting(task);
                Spread();
            }
        }
    }

    // It holds none, and if it is one those who waited for it see what that means for them.
    private void LeaveServices(int task)
    {
        _serving!.Release(task);
        if (_serving.Has(task, out var service))
        {
            _serving.End(service);
            WakeFor(service);
        }
    }

    /// <summary>The process of a service that is ready has ended, though nobody asked it to: who needs it goes on in vain, also before all of it is gone.</summary>
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
        if (service is { Held: 0, Lasts: false })
        {
            Settle(task, TaskState.Skipped, new NotRunReason.NotNeeded());
            return;
        }

        _over.Enqueue(task);
        if (service.Lasts || _dag.Node(task).Spec?.SkippedBecause is not null)
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

    // Nobody holds it any more: one that was not started is not, and one that lives is to end.
    private void Free(int task)
    {
        if (!_serving!.Has(task, out var service) || service is not { Held: 0, Lasts: false })
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
            : outcome is Outcome.Succeeded ? TaskState.Failed // nobody asked it to
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

    /// <summary>What holds a service that has failed and runs ends; what waits will not run, however far away, but for clean-up.</summary>
    private void DoomHolders(int task, NotRunReason reason)
    {
        foreach (var holder in _serving!.Links.HoldersOf(task))
        {
            _lineage?.NoteFailure(holder);
            _waiting[holder] -= _serving.HoldAgain(holder, task);
            if (_states[holder] == TaskState.Running)
            {
                (_withdrawn ??= []).TryAdd(holder, reason);
                if (_serving.Has(holder, out _))
                {
                    _serving.EndLasting(holder); // it ends when those that hold it have
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

    // Of those that need a service none may come after it, or the two would wait for each other.
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

    /// <summary>Tells those that wait for the end of a service.</summary>
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
