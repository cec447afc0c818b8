using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The rules of a run: the state of each task, which one may start now, and what an end means for the others. Pure: it knows no threads, locks,
/// clocks, events or I/O. One call in, decisions out: <see cref="TryTake"/>, <see cref="TryTakeSettled"/>, <see cref="Stop"/>,
/// <see cref="EndsRunning"/>.
/// </summary>
internal sealed partial class Progress
{
    private readonly Dag _dag;
    private readonly FailureMode _mode;
    private readonly ReadyTasks _ready;
    private readonly TaskState[] _states;
    private readonly int[] _waiting; // by task: predecessors that have not finished
    private readonly UpstreamStates? _upstream; // null when no task needs it
    private readonly Queue<Settled> _settled = new(); // not yet reported
    private readonly Queue<int> _over = new(); // finished, but their successors have not been notified
    private int _ordinary; // running tasks that are not clean-up
    private int _remote; // running tasks that take no slot
    private NotRunReason.RunStopped? _rest; // why the rest was given up; null: it was not

    /// <param name="dag">What is run.</param>
    /// <param name="mode">What a failure does.</param>
    /// <param name="ready">The queue of ready tasks.</param>
    /// <param name="keepsServices">True when unneeded services live on outside the run, so that they do not keep it from ending.</param>
    public Progress(Dag dag, FailureMode mode, ReadyTasks ready, bool keepsServices = false)
    {
        _keepsServices = keepsServices;
        (_dag, _mode, _ready) = (dag, mode, ready);
        _states = new TaskState[dag.Tasks.Count];
        _waiting = new int[dag.Tasks.Count];
        _upstream = dag.HasWhens ? new(dag) : null;
        _serving = dag.Services is { } links ? new(dag, links) : null;
        Unfinished = dag.Tasks.Count;
    }

    /// <summary>Why only clean-up may still start; null: the run goes on.</summary>
    public StopCause? Stop { get; private set; }

    /// <summary>True when running tasks are to be stopped, except clean-up.</summary>
    public bool EndsRunning { get; private set; }

    /// <summary>How many tasks run.</summary>
    public int Running { get; private set; }

    /// <summary>How many of them run on this machine and take slots.</summary>
    public int RunningHere => Running - _remote;

    /// <summary>How many tasks have no final state yet.</summary>
    public int Unfinished { get; private set; }

    /// <summary>How many tasks could start now if there were room.</summary>
    public int Ready => _ready.Count;

    /// <summary>The resources that tasks share, by name.</summary>
    public IReadOnlyDictionary<string, long> Shared => _ready.Shared;

    /// <summary>The resource, other than slots, that a task lacked when its turn came; null: none.</summary>
    public string? LackedBy(int task) => _ready.LackedBy(task);

    /// <summary>True when nothing starts any more, not even clean-up.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True when the run was stopped, only clean-up runs, and what can no longer start has not been given up yet.</summary>
    public bool HasRest => Stop is not null && _ordinary == 0 && _rest is null;

    /// <summary>True when the run was stopped, everything but clean-up has finished, and clean-up runs or is about to.</summary>
    public bool IsCleaningUp => Stop is not null && _ordinary == 0 && (Running > 0 || _ready.Count > 0);

    public TaskState StateOf(int task) => _states[task];

    /// <summary>Begins the run: tasks without predecessors may start.</summary>
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

    /// <summary>True for a task that takes no slot while it runs, but a remote place.</summary>
    public bool IsRemote(int task) => _ready.IsRemote(task);

    /// <summary>Takes the best task that may start now. It counts as running from here on.</summary>
    /// <param name="task">The task.</param>
    /// <param name="onlyRemote">True when there is room only for tasks that take no slot.</param>
    public bool TryTake(out int task, bool onlyRemote = false)
    {
        do
        {
            // Tasks that are being stopped must have finished before clean-up after them starts.
            if ((EndsRunning && _ordinary > 0) || !_ready.TryTake(Running + (_serving?.PutOff ?? 0) == 0, out task, onlyRemote))
            {
                task = -1;
                return false;
            }
        }
        while (IsWithdrawnFrom(task));

        _states[task] = TaskState.Running;
        Running++;
        _remote += IsRemote(task) ? 1 : 0;
        _ordinary += IsCleanUp(task) ? 0 : 1;
        return true;
    }

    /// <summary>Takes a task that got its final state without ending a run, because of what others did; each is returned once.</summary>
    public bool TryTakeSettled(out Settled settled) => _settled.TryDequeue(out settled);

    /// <summary>Records the end of a running task.</summary>
    /// <returns>Its final state.</returns>
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

    /// <summary>A task that was taken need not run: it is skipped or up to date, which counts as success for its dependents.</summary>
    public void Skip(int task, TaskState state = TaskState.Skipped)
    {
        Leave(task, state);
        Spread();
    }

    /// <summary>Whether a task that was taken may start, now that the run may have been stopped.</summary>
    public bool MayStart(int task) => WithdrawnBecause(task) is null && (Stop is null || MayStillStart(task));

    /// <summary>A task that was taken does not start now: it waits again, and will never run unless it is clean-up.</summary>
    public void Return(int task)
    {
        StopCounting(task, isOver: false);
        _states[task] = TaskState.Pending;
        _rest = null; // the task belongs to the rest again
        if (WithdrawnBecause(task) is { } why)
        {
            Settle(task, TaskState.NotRun, why);
            Spread();
        }
    }

    // An executor may stop a command for reasons of its own (a cluster does). If nobody asked for it, that is a failure.
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
        _upstream?.Note(task, state);
    }

    private void StopCounting(int task, bool isOver)
    {
        if (_serving?.Has(task, out var service) != true)
        {
            Running--;
            _remote -= IsRemote(task) ? 1 : 0;
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
