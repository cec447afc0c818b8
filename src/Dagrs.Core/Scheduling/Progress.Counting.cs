using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>What the end of a task means for its dependents: counts down their predecessors, and decides a task that has none left.</content>
internal sealed partial class Progress
{
    /// <summary>Settles the dependents of a failure, direct and indirect, as not run if they need success; this passes through clean-up in between.</summary>
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
                else if (_upstream!.TryDoom(successor))
                {
                    open.Push(successor);
                }
            }
        }
    }

    /// <summary>Notifies the successors of finished tasks until nothing is left to notify.</summary>
    /// <remarks>A task that will not run counts as finished only when all its predecessors have: clean-up after it must wait for them too.</remarks>
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
        _upstream?.Inherit(task, successor);
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

    /// <summary>Decides a task whose predecessors have all finished.</summary>
    private void Decide(int task)
    {
        if (WhenOf(task) == When.Failure && !_upstream!.HasFailure(task))
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
