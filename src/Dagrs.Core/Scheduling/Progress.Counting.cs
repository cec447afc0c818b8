using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>What an end means for those after it: they are counted down, and one whose turn has come is decided.</content>
internal sealed partial class Progress
{
    /// <summary>What comes after a failure for success will not run, however far away, and also where clean-up stands between.</summary>
    private void Doom(int failed)
    {
        var reason = new NotRunReason.AfterFailure(_dag.Node(failed));
        var open = new Stack<int>();
        open.Push(failed);
        while (open.TryPop(out var task))
        {
            foreach (var successor in _dag.Successors[task])
            {
                if (_states[successor] != TaskState.Pending)
                {
                    continue;
                }

                if (!IsCleanUp(successor))
                {
                    Settle(successor, TaskState.NotRun, reason);
                    open.Push(successor);
                }
                else if (_lineage!.TryDoom(successor))
                {
                    open.Push(successor);
                }
            }
        }
    }

    /// <summary>Tells those that come after tasks that are over, until nobody is left to be told.</summary>
    /// <remarks>A task that will not run is over when all that it comes after is: whoever cleans up after it must wait for them too.</remarks>
    private void Spread()
    {
        while (true)
        {
            if (_over.TryDequeue(out var task))
            {
                TellOthers(task);
            }
            else if (_serving?.TryTakeFreed(out task) == true)
            {
                Free(task);
            }
            else
            {
                return;
            }
        }
    }

    private void TellOthers(int task)
    {
        ServiceStatus? service = null;
        if (_serving?.Has(task, out service) != true || !service!.HasToldSuccessors)
        {
            foreach (var successor in _dag.Successors[task])
            {
                Tell(task, successor);
            }
        }

        if (service is not null)
        {
            service.HasToldSuccessors = true;
            if (service.Phase == ServicePhase.Over)
            {
                TellOfEnd(task, service);
            }
        }
    }

    private void Tell(int task, int successor)
    {
        _lineage?.Inherit(task, successor);
        if (--_waiting[successor] > 0)
        {
            return;
        }

        if (_states[successor] == TaskState.Pending)
        {
            Decide(successor);
        }
        else
        {
            _over.Enqueue(successor);
        }
    }

    /// <summary>All that a task comes after is over.</summary>
    private void Decide(int task)
    {
        if (WhenOf(task) == When.Failure && !_lineage!.HasFailure(task))
        {
            if (!Defer(task))
            {
                Settle(task, TaskState.Skipped, new NotRunReason.NothingFailed());
            }
        }
        else if (Stop is null || MayStillStart(task))
        {
            Admit(task);
        }
        else if (_rest is not null)
        {
            Settle(task, TaskState.NotRun, _rest);
        }
    }

    private void Admit(int task)
    {
        if (_serving?.Has(task, out var service) == true)
        {
            Arm(task, service!);
        }
        else
        {
            _ready.Add(task);
        }
    }
}
