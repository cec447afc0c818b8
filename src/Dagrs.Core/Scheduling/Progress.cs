using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The rules of a run: which task is in which state, which may start now, and what an end means for others. Pure: it knows no thread, no lock,
/// no clock, no event and no I/O. One call in, decisions out: <see cref="TryTake"/>, <see cref="TryTakeSettled"/>, <see cref="Stop"/>,
/// <see cref="EndsRunning"/>.
/// </summary>
internal sealed partial class Progress
{
    private readonly Dag _dag;
    private readonly FailureMode _mode;
    private readonly ReadyTasks _ready;
    private readonly TaskState[] _states;
    private readonly int[] _waiting; // predecessors that are not over
    private readonly Lineage? _lineage; // null when no task asks
    private readonly Queue<Settled> _settled = new(); // not told yet
    private readonly Queue<int> _over = new(); // whose successors have not been told yet
    private int _ordinary; // that run, of those that are no clean-up
    private int _elsewhere; // that run, of those that take no slot
    private NotRunReason.RunStopped? _rest; // why what was left was given up; null: it was not

    /// <param name="dag">What is run.</param>
    /// <param name="mode">What a failure does.</param>
    /// <param name="ready">Where tasks wait whose turn has come.</param>
    /// <param name="keepsServices">True when services go on elsewhere where nobody needs them, so that none keeps the run from ending.</param>
    public Progress(Dag dag, FailureMode mode, ReadyTasks ready, bool keepsServices = false)
    {
        _keepsServices = keepsServices;
        (_dag, _mode, _ready) = (dag, mode, ready);
        _states = new TaskState[dag.Tasks.Count];
        _waiting = new int[dag.Tasks.Count];
        _lineage = dag.HasWhens ? new(dag) : null;
        _serving = dag.Services is { } links ? new(dag, links) : null;
        Unfinished = dag.Tasks.Count;
    }

    /// <summary>Why nothing new starts but clean-up; null: the run goes on.</summary>
    public StopCause? Stop { get; private set; }

    /// <summary>True when tasks that run are to be ended, but for those that clean up.</summary>
    public bool EndsRunning { get; private set; }

    /// <summary>How many tasks run.</summary>
    public int Running { get; private set; }

    /// <summary>How many of them run here, and take slots.</summary>
    public int RunningHere => Running - _elsewhere;

    /// <summary>How many are in no final state yet.</summary>
    public int Unfinished { get; private set; }

    /// <summary>How many could start now if there were room.</summary>
    public int Ready => _ready.Count;

    /// <summary>What tasks share, by name.</summary>
    public IReadOnlyDictionary<string, long> Shared => _ready.Shared;

    /// <summary>The resource besides slots that a task lacked when its turn came; null: none.</summary>
    public string? LackedBy(int task) => _ready.LackedBy(task);

    /// <summary>True when nothing starts any more, not even clean-up.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True when the run was stopped, all that runs is clean-up, and what cannot start any more has not been given up.</summary>
    public bool HasRest => Stop is not null && _ordinary == 0 && _rest is null;

    /// <summary>True when the run was stopped, what is not clean-up is over, and clean-up runs or is about to.</summary>
    public bool IsCleaningUp => Stop is not null && _ordinary == 0 && (Running > 0 || _ready.Count > 0);

    public TaskState StateOf(int task) => _states[task];

    /// <summary>The run begins: what comes after nothing may start.</summary>
    public void Begin()
    {
        for (var place = 0; place < _waiting.Length; place++)
        {
            var task = _dag.AtPosition(place);
            _waiting[task] = _dag.Predecessors.CountOf(task) + (_serving?.Links.AwaitedBy(task).Length ?? 0);
            if (_waiting[task] == 0 && _serving?.Has(task, out _) != true)
            {
                _ready.Add(task);
            }
        }

        foreach (var task in _serving?.Links.Services ?? [])
        {
            if (_waiting[task] == 0)
            {
                Admit(task);
            }
        }

        Spread();
    }

    /// <summary>True for a task that takes no slot while it runs, but a place elsewhere.</summary>
    public bool IsElsewhere(int task) => _ready.IsElsewhere(task);

    /// <summary>Takes the best task that may start now. It counts as running from here on.</summary>
    /// <param name="task">The task.</param>
    /// <param name="onlyElsewhere">True when there is room for those alone that take no slot.</param>
    public bool TryTake(out int task, bool onlyElsewhere = false)
    {
        do
        {
            // What is to end shall have ended before somebody cleans up after it.
            if ((EndsRunning && _ordinary > 0) || !_ready.TryTake(Running + (_serving?.PutOff ?? 0) == 0, out task, onlyElsewhere))
            {
                task = -1;
                return false;
            }
        }
        while (IsWithdrawnFrom(task));

        _states[task] = TaskState.Running;
        Running++;
        _elsewhere += IsElsewhere(task) ? 1 : 0;
        _ordinary += IsCleanUp(task) ? 0 : 1;
        return true;
    }

    /// <summary>A task that ended, or will never start, by what has become of others; each is given once.</summary>
    public bool TryTakeSettled(out Settled settled) => _settled.TryDequeue(out settled);

    /// <summary>A running task has ended.</summary>
    /// <returns>Its state from now on.</returns>
    public TaskState End(int task, Outcome outcome)
    {
        TaskState state;
        if (_serving?.Has(task, out var service) == true)
        {
            state = EndService(task, service!, outcome);
        }
        else
        {
            state = StateAfter(task, outcome, _dag.Node(task).Settings);
            Leave(task, state);
        }

        if (state is TaskState.Failed or TaskState.TimedOut)
        {
            Doom(task);
            if (_mode != FailureMode.KeepGoing && Stop is null && outcome is not Outcome.FailedBefore)
            {
                StopNow(new StopCause.Failure(_dag.Node(task)), endsRunning: _mode == FailureMode.FailFast);
            }
        }

        Spread();
        return state;
    }

    /// <summary>A task that was taken does not run after all: it is skipped or up to date, which is a success for those after it.</summary>
    public void Skip(int task, TaskState state = TaskState.Skipped)
    {
        Leave(task, state);
        Spread();
    }

    /// <summary>Whether a task that was taken may start, now that the run may have been stopped.</summary>
    public bool MayStart(int task) => WithdrawnBecause(task) is null && (Stop is null || MayStillStart(task));

    /// <summary>A task that was taken does not start: it waits again, and will never run unless it is clean-up.</summary>
    public void Return(int task)
    {
        StopCounting(task, isOver: false);
        _states[task] = TaskState.Pending;
        _rest = null; // it is one of those now
        if (WithdrawnBecause(task) is { } why)
        {
            Settle(task, TaskState.NotRun, why);
            Spread();
        }
    }

    // An executor may stop a command for reasons of its own (a cluster, say). Where nobody told it to end that is a failure.
    private TaskState StateAfter(int task, Outcome outcome, TaskSettings settings) => outcome switch
    {
        Outcome.FailedBefore(var first) => StateAfter(task, first, settings),
        Outcome.Succeeded => TaskState.Succeeded,
        not Outcome.Succeeded when WithdrawnBecause(task) is NotRunReason.ServiceEnded => TaskState.Canceled,
        Outcome.Stopped when IsClosed || (EndsRunning && settings.When == When.Success) || WithdrawnBecause(task) is not null => TaskState.Canceled,
        _ when settings.AllowFailure?.Covers(outcome) == true => TaskState.FailedAllowed,
        Outcome.TimedOut => TaskState.TimedOut,
        _ => TaskState.Failed,
    };

    private void Leave(int task, TaskState state)
    {
        StopCounting(task, isOver: true);
        Finish(task, state);
        _lineage?.Note(task, state);
    }

    private void StopCounting(int task, bool isOver)
    {
        if (_serving?.Has(task, out var service) != true)
        {
            Running--;
            _elsewhere -= IsElsewhere(task) ? 1 : 0;
            _ordinary -= IsCleanUp(task) ? 0 : 1;
            _ready.GiveBack(task);
        }
        else if (!isOver)
        {
            _serving.Return(service!);
        }
    }

    private void Finish(int task, TaskState state)
    {
        _states[task] = state;
        Unfinished--;
        if (_serving is not null)
        {
            LeaveServices(task);
        }

        if (_waiting[task] == 0)
        {
            _over.Enqueue(task);
        }
    }

    private void Settle(int task, TaskState state, NotRunReason reason)
    {
        Finish(task, state);
        _settled.Enqueue(new(task, state, reason));
    }
}
