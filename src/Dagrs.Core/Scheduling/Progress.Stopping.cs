using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>What a stop changes: only clean-up may still start, and the rest is given up.</content>
internal sealed partial class Progress
{
    /// <summary>From now on only clean-up may start.</summary>
    /// <param name="cause">Why; it replaces a failure as the cause, but nothing else.</param>
    /// <param name="endsRunning">True when running tasks are to be stopped.</param>
    public void StopNow(StopCause cause, bool endsRunning)
    {
        Stop = Stop is null or StopCause.Failure ? cause : Stop;
        EndsRunning |= endsRunning;
        _rest = null;
        _ready.Clear();
        BringHome();
        for (var task = 0; task < _waiting.Length && _upstream is not null; task++)
        {
            if (_states[task] == TaskState.Pending && _waiting[task] == 0 && MayStillStart(task) && _serving?.IsPutOff(task) != true)
            {
                Readmit(task);
            }
        }

        _serving?.StopAll();
        Spread();
    }

    // What starts after a user's stop runs on this machine: whoever waits for it should not have to wait for the cluster too.
    private void BringHome()
    {
        for (var task = 0; task < _waiting.Length && Stop is not StopCause.Failure; task++)
        {
            if (_states[task] == TaskState.Pending)
            {
                _ready.BringHome(task);
            }
        }
    }

    // A clean-up task that is a service waits, armed, for the tasks that need it.
    private void Readmit(int task)
    {
        if (_serving?.Has(task, out var service) != true)
        {
            _ready.Add(task);
        }
        else if (service!.Phase == ServicePhase.Waiting)
        {
            Arm(task, service);
        }
    }

    /// <summary>The clean-up that will start after a stop, as far as is known: it waits or runs, and something upstream of it was started.</summary>
    public IReadOnlyList<TaskNode> CleanUpAhead() => _upstream?.CleanUpAhead(_states) ?? [];

    /// <summary>The end of clean-up: nothing may start any more.</summary>
    public void Close()
    {
        IsClosed = true;
        _rest = null;
        _ready.Clear();
    }

    /// <summary>After a stop, when only clean-up runs: what can no longer start is settled as not run, which may let other clean-up start.</summary>
    public void GiveUpTheRest()
    {
        _rest = new(Stop!);
        for (var task = 0; task < _waiting.Length; task++)
        {
            if (_states[task] == TaskState.Pending && (!IsCleanUp(task) || (_waiting[task] == 0 && !MayStillStart(task))))
            {
                Settle(task, TaskState.NotRun, _rest);
                Spread();
            }
        }
    }

    private When WhenOf(int task) => _upstream is null ? When.Success : _dag.Node(task).Settings.When;

    private bool IsCleanUp(int task) => WhenOf(task) != When.Success;

    /// <summary>Whether a task whose predecessors have finished may start after a stop.</summary>
    private bool MayStillStart(int task) => !IsClosed && WhenOf(task) switch
    {
        When.Always => _upstream!.HasStart(task),
        When.Failure => Stop is StopCause.Failure && _upstream!.HasFailure(task),
        _ => false,
    };
}
