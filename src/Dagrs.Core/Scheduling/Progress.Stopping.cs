using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>What a stop changes: nothing new starts but clean-up, and what is left is given up.</content>
internal sealed partial class Progress
{
    /// <summary>Nothing starts any more but clean-up.</summary>
    /// <param name="cause">Why; it takes the place of a failure as the cause, and of nothing else.</param>
    /// <param name="endsRunning">True when what runs is to end.</param>
    public void StopNow(StopCause cause, bool endsRunning)
    {
        Stop = Stop is null or StopCause.Failure ? cause : Stop;
        EndsRunning |= endsRunning;
        _rest = null;
        _ready.Clear();
        BringHome();
        for (var task = 0; task < _waiting.Length && _lineage is not null; task++)
        {
            if (_states[task] == TaskState.Pending && _waiting[task] == 0 && MayStillStart(task) && _serving?.IsPutOff(task) != true)
            {
                Readmit(task);
            }
        }

        _serving?.StopAll();
        Spread();
    }

    // What starts after somebody stopped the run starts here: whoever waits for it does not wait for a place elsewhere as well.
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

    // A service that cleans up waits, armed, for those that need it.
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

    /// <summary>The clean-up that will start after a stop, as far as is known now: it waits, or runs, and something before it was started.</summary>
    public IReadOnlyList<TaskNode> CleanUpAhead() => _lineage?.CleanUpAhead(_states) ?? [];

    /// <summary>Clean-up is over as well: nothing starts any more.</summary>
    public void Close()
    {
        IsClosed = true;
        _rest = null;
        _ready.Clear();
    }

    /// <summary>The run was stopped and all that runs is clean-up: what cannot start any more will never run, which may let other clean-up start.</summary>
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

    private When WhenOf(int task) => _lineage is null ? When.Success : _dag.Node(task).Settings.When;

    private bool IsCleanUp(int task) => WhenOf(task) != When.Success;

    /// <summary>Whether a task that nothing holds back may start after a stop.</summary>
    private bool MayStillStart(int task) => !IsClosed && WhenOf(task) switch
    {
        When.Always => _lineage!.HasStart(task),
        When.Failure => Stop is StopCause.Failure && _lineage!.HasFailure(task),
        _ => false,
    };
}
