using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// One run of a graph. It owns the state of every task, and every change of it is one step under one lock: count
/// predecessors down, start what fits. Running, showing and remembering are done by others. Thread-safe; runs once.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The token sources hold no timer and no handle; tokens may be asked for after the end.")]
internal sealed class Scheduler
{
    private const int MostPatience = 4; // times that a worker steps back
    private const int Pause = 20; // in units of Thread.SpinWait: about a microsecond

    // One for all runs of the process: it holds a descriptor, and threads that wait a while for the next command.
    private static readonly Lazy<IExecutor> SharedExecutor = new(() => new ProcessExecutor());

    private readonly Dag _dag;
    private readonly RunOptions _options;
    private readonly EventHub _events;
    private readonly RunScope _scope;
    private readonly TaskRunner _runner;
    private readonly TaskCompletionSource _ended;
    private readonly CancellationTokenSource _terminate = new();
    private readonly CancellationTokenSource _kill = new();
    private RunTimers? _timers;
    private ExecutionContext? _flow; // the values of the caller's asynchronous flow
    private bool _wasCalled;

    // Everything below changes only under this lock.
    private readonly Lock _gate = new();
    private readonly ReadyQueue _ready;
    private readonly List<int> _nextWave = [];
    private readonly Dictionary<string, Pool>? _pools;
    private readonly int[] _waiting; // unfinished predecessors
    private readonly RunRecord _record;
    private readonly Action _wake;
    private int _running;
    private int _wave;
    private bool _holdsSlot;
    private bool _hasBegun;
    private StopCause? _stop;
    private StopCause? _stopAtBegin;
    private Exception? _bug;

    /// <summary>Prepares a run; nothing is started yet.</summary>
    /// <param name="dag">What to run.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">A task names a pool that the options do not, or a target is no task of the graph.</exception>
    public Scheduler(Dag dag, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(dag);
        ArgumentNullException.ThrowIfNull(options);
        dag = Target.PartOf(dag, options.Targets);
        _dag = dag;
        _options = options;
        _events = new EventHub(options.Reporters, options.NewsInterval, options.MainLoop, options.MainLoop is { } loop ? loop.Post : null);
        // Where the thread of the reporters takes over at the end, that of the last task goes on until then. Otherwise it must not: it may
        // be a small one of a command, and what follows is the caller's code.
        _ended = new(_events.IsWatched ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        _scope = new(Id, dag, options, options.Executor ?? SharedExecutor.Value, _events, new ValueStore(dag, options.KeepsOutputs), new(_terminate.Token, _kill.Token));
        _runner = new TaskRunner(_scope);
        _ready = new ReadyQueue(dag);
        _waiting = new int[dag.Tasks.Count];
        _record = new RunRecord(dag, options.TimeProvider);
        _pools = CreatePools();
        _wake = () =>
        {
            Drive(Step(), mayRunCode: false);
            options.SharedSlots!.Wake(); // this run may have had no use for the slot
        };
    }

    /// <summary>The run's id: what tasks see as <c>DAGRS_RUN</c>.</summary>
    public string Id { get; } = RandomId.New()[..16];

    /// <summary>Runs the graph to its end and tells what has become of every task. Never throws for what a task does.</summary>
    /// <param name="cancel">Stops the run as <see cref="Stop"/> does.</param>
    /// <exception cref="InvalidOperationException">It was called before, or dagrs itself failed (a bug).</exception>
    public async Task<RunReport> RunAsync(CancellationToken cancel = default)
    {
        if (Interlocked.Exchange(ref _wasCalled, true))
        {
            throw new InvalidOperationException("a scheduler runs once; make a new one");
        }

        using var activity = Telemetry.StartRun(Id, _dag.Tasks.Count);
        _flow = ExecutionContext.Capture();
        _record.Begin();
        _events.Publish(new RunEvent.RunStarted(_dag, Id));
        _timers = new RunTimers(_options, () => Stop(new StopCause.Timeout(_options.Timeout!.Value)), Kill);
        await using (_timers.ConfigureAwait(false))
        {
            using var registration = cancel.UnsafeRegister(_ => Stop(new StopCause.Canceled()), null);
            _events.Start(); // before the tasks, which may use up all the threads and processes that the system allows
            RunReport report;
            try
            {
                Step(Begin);
                await _ended.Task.ConfigureAwait(false);
                await CleanUpAsync().ConfigureAwait(false);
                await _timers.EndTasksAsync(_terminate.IsCancellationRequested).ConfigureAwait(false);
                report = new RunReport(_record, task => _scope.Values.ValueOrNull(_dag.PlaceOf(task)), _stop);
                _events.Publish(new RunEvent.RunFinished(report));
            }
            finally
            {
                await _events.CloseAsync().ConfigureAwait(false);
            }

            return _bug is null ? report : throw new InvalidOperationException("dagrs itself failed", _bug);
        }
    }

    /// <summary>Starts nothing new, asks running tasks to end and kills them after the grace time.</summary>
    public void Stop(StopCause cause) => Step(now => StopRunning(cause, now));

    /// <summary>Stops the run if nobody has, kills running tasks at once, and waits no longer for a reporter that does not take what it is told.</summary>
    public void Kill() => Step(KillRunning);

    // Whoever is left behind by a run that nobody stopped gets a grace of his own.
    private async Task CleanUpAsync()
    {
        var cleanUp = _scope.Executor.CleanUpAsync(Id, _kill.Token);
        if (!cleanUp.IsCompleted && !_terminate.IsCancellationRequested)
        {
            _timers!.KillAfterGrace();
        }

        if (await cleanUp.ConfigureAwait(false) is > 0 and var count)
        {
            _events.Publish(new RunEvent.LeftoversEnded(count));
        }
    }

    /// <summary>Changes the state and starts whatever can start now.</summary>
    private void Step(Action<long> change)
    {
        Next next;
        var now = _options.TimeProvider.GetTimestamp();
        lock (_gate)
        {
            change(now);
            next = TakeNext(now);
        }

        Drive(next, mayRunCode: false);
    }

    /// <summary>A task has ended; gives the next one to start.</summary>
    private Next StepAfter(int task, TaskEnd end)
    {
        var now = _options.TimeProvider.GetTimestamp();
        EnterPatiently();
        try
        {
            End(task, end, now);
            return TakeNext(now);
        }
        finally
        {
            _gate.Exit();
        }
    }

    // When tasks do next to nothing their workers meet here all the time, and to take turns means to hand all that is under the lock
    // from one processor to the other. Whoever finds it taken steps back for a while, and the other one gets on.
    private void EnterPatiently()
    {
        for (var times = 0; times < MostPatience; times++)
        {
            if (_gate.TryEnter())
            {
                return;
            }

            Thread.SpinWait(Pause);
        }

        _gate.Enter();
    }

    private Next Step()
    {
        var now = _options.TimeProvider.GetTimestamp();
        lock (_gate)
        {
            return TakeNext(now);
        }
    }

    private void Begin(long now)
    {
        _hasBegun = true;
        for (var place = 0; place < _waiting.Length; place++)
        {
            var task = _dag.AtPosition(place);
            _waiting[task] = _dag.Predecessors.CountOf(task);
            if (_waiting[task] == 0)
            {
                MakeReady(task);
            }
        }

        if (_stopAtBegin is not null)
        {
            StopRunning(_stopAtBegin, now);
        }
    }

    /// <summary>Takes the best task that may start now and lets it start; ends the run when nothing is left.</summary>
    private Next TakeNext(long now)
    {
        while (_stop is null && _running < _options.Parallelism && TryTakeSlot() && TryTakeReady(out var task))
        {
            var node = _dag.Node(task);
            if (_pools is not null && node.Settings.Pool is { } pool && !_pools[pool].TryEnter(task))
            {
                continue; // it waits for the pool, not for a slot of the run
            }

            KeepSlot();
            _running++;
            _record.Start(task, now);
            if (_events.IsWatched)
            {
                _events.Publish(new RunEvent.TaskStarted(node) { OthersReady = _ready.Count });
            }

            if (!node.IsGroup)
            {
                GiveBackSlot();
                return new(task, HasMore: _running < _options.Parallelism && _ready.Count > 0);
            }

            End(task, new(Outcome.Success, 1), now);
        }

        GiveBackSlot();
        if (_hasBegun && _running == 0 && !WaitsForSlot)
        {
            if (!_record.IsFinished)
            {
                GiveUpTheRest(now);
            }

            return Next.End;
        }

        return Next.None;
    }

    // Other runs have all the slots that this one shares with them; it is woken when one is given back.
    private bool WaitsForSlot => _options.SharedSlots is not null && _stop is null && (_ready.Count > 0 || _nextWave.Count > 0);

    // A slot of those shared with other runs is taken before it is known whether there is a task for it, and given back if not.
    private bool TryTakeSlot()
    {
        if (_options.SharedSlots is { } shared && !_holdsSlot)
        {
            _holdsSlot = shared.TryTake(_wake);
            return _holdsSlot;
        }

        return true;
    }

    private void KeepSlot() => _holdsSlot = false;

    private void GiveBackSlot()
    {
        if (_holdsSlot)
        {
            _holdsSlot = false;
            _options.SharedSlots!.GiveBack();
        }
    }

    private bool TryTakeReady(out int task)
    {
        if (_ready.Count == 0 && _running == 0 && _nextWave.Count > 0)
        {
            _wave++;
            var wave = _nextWave.ToArray();
            _nextWave.Clear();
            Array.Sort(wave, (a, b) => _dag.Node(a).Position.CompareTo(_dag.Node(b).Position));
            foreach (var waiting in wave)
            {
                MakeReady(waiting);
            }
        }

        return _ready.TryTake(out task);
    }

    private void MakeReady(int task)
    {
        if (_options.Schedule == Schedule.Waves && _dag.Depths[task] > _wave)
        {
            _nextWave.Add(task);
        }
        else
        {
            _ready.Add(task);
        }
    }

    private void End(int task, TaskEnd end, long now)
    {
        if (_record.StateOf(task) != TaskState.Running)
        {
            return; // it was left to itself when the run was killed
        }

        _running--;
        _options.SharedSlots?.GiveBack();
        var state = StateAfter(end.Outcome, _dag.Node(task).Settings);
        Finish(task, state, end.Outcome, end.Attempts, now);
        if (_pools is not null && _dag.Node(task).Settings.Pool is { } pool && _pools[pool].Leave() is { } waiting)
        {
            _ready.Add(waiting);
        }

        switch (state)
        {
            case TaskState.FailedAllowed:
                _scope.Values.SetMissing(task);
                CountDownAfter(task);
                break;
            case TaskState.Succeeded:
                CountDownAfter(task);
                break;
            case TaskState.Failed or TaskState.TimedOut:
                GiveUpAllAfter(task, now);
                if (_options.FailureMode == FailureMode.FailFast)
                {
                    StopRunning(new StopCause.Failure(_dag.Node(task)), now);
                }
                else if (_options.FailureMode == FailureMode.Drain && _stop is null)
                {
                    _stop = new StopCause.Failure(_dag.Node(task));
                    _events.Publish(new RunEvent.RunStopping(_stop));
                }

                break;
        }
    }

    private void CountDownAfter(int task)
    {
        foreach (var successor in _dag.Successors[task])
        {
            if (--_waiting[successor] == 0)
            {
                MakeReady(successor);
            }
        }
    }

    // An executor may stop a command for reasons of its own (a cluster, say). Where the run was not stopped that is a failure.
    private TaskState StateAfter(Outcome outcome, TaskSettings settings) => outcome switch
    {
        Outcome.Succeeded => TaskState.Succeeded,
        Outcome.Stopped when _terminate.IsCancellationRequested => TaskState.Canceled,
        _ when settings.AllowFailure?.Covers(outcome) == true => TaskState.FailedAllowed,
        Outcome.TimedOut => TaskState.TimedOut,
        _ => TaskState.Failed,
    };

    private void Finish(int task, TaskState state, object details, int attempts, long now)
    {
        _record.Finish(task, state, details, attempts, now);
        _scope.Values.Release(task);
        Telemetry.Count(state, _record, task);
        if (_events.IsWatched)
        {
            _events.Publish(new RunEvent.TaskFinished(_record.ResultOf(task)));
        }
    }

    private void GiveUpAllAfter(int failed, long now)
    {
        var reason = new NotRunReason.AfterFailure(_dag.Node(failed));
        var open = new Stack<int>();
        open.Push(failed);
        while (open.TryPop(out var task))
        {
            foreach (var successor in _dag.Successors[task])
            {
                if (_record.StateOf(successor) == TaskState.Pending)
                {
                    Finish(successor, TaskState.NotRun, reason, 0, now);
                    open.Push(successor);
                }
            }
        }
    }

    private void GiveUpTheRest(long now)
    {
        var reason = new NotRunReason.RunStopped(_stop ?? throw new InvalidOperationException("BUG: nothing runs, something is left and nobody stopped the run"));
        for (var task = 0; task < _waiting.Length; task++)
        {
            if (_record.StateOf(task) == TaskState.Pending)
            {
                Finish(task, TaskState.NotRun, reason, 0, now);
            }
        }
    }

    private void StopRunning(StopCause cause, long now)
    {
        if (!_hasBegun)
        {
            _stopAtBegin ??= cause; // told later, so that the start of the run is told first
            return;
        }

        if (_terminate.IsCancellationRequested)
        {
            return;
        }

        // Too late to stop a task, but not what is left of them nor a reader that does not read.
        if (_record.IsFinished)
        {
            _timers?.KillAfterGrace();
            return;
        }

        if (_stop is null or StopCause.Failure)
        {
            _stop = cause;
            _events.Publish(new RunEvent.RunStopping(cause));
        }

        Cancel(_terminate);
        _timers?.KillAfterGrace();
    }

    private void KillRunning(long now)
    {
        if (!_record.IsFinished)
        {
            StopRunning(new StopCause.Canceled(), now);
        }

        Cancel(_kill);
        _events.StopWaiting();

        // Commands end when they are killed. C# code that was asked to end and did not is left to itself.
        for (var task = 0; task < _waiting.Length && _running > 0; task++)
        {
            if (_record.StateOf(task) == TaskState.Running && !_dag.Node(task).IsCommand)
            {
                End(task, new(new Outcome.Stopped(), 1), now);
            }
        }
    }

    // Not under the lock: whoever listens to the token may take his time.
    private void Cancel(CancellationTokenSource source)
    {
        if (_options.MainLoop is { } loop)
        {
            loop.Post(source.Cancel);
        }
        else
        {
            _ = source.CancelAsync();
        }
    }

    // Starts one task after the other without recursion, however many end at once. Commands begin here and go on elsewhere. C# code
    // runs on a thread that may run it; there the task that the end of another makes ready goes on with no switch of threads.
    private void Drive(Next next, bool mayRunCode)
    {
        while (next.Task >= 0)
        {
            if (!mayRunCode || _dag.Node(next.Task).IsCommand)
            {
                StartElsewhere(next.Task);
                next = Step();
                continue;
            }

            for (var more = next.HasMore; more;)
            {
                var other = Step();
                more = other.HasMore;
                if (other.Task >= 0)
                {
                    StartElsewhere(other.Task);
                }
            }

            next = RunHere(next.Task);
        }

        if (next == Next.End)
        {
            _ended.TrySetResult();
        }
    }

    private void StartElsewhere(int task)
    {
        if (_dag.Node(task).IsCommand)
        {
            Watch(task, _runner.RunAsync(_dag.Node(task)));
        }
        else if (_options.CodeScheduler is { } scheduler)
        {
            // One task at a time: in between, the scheduler's other work has its turn.
            _ = Task.Factory.StartNew(() => Drive(RunHere(task), mayRunCode: false), CancellationToken.None, TaskCreationOptions.None, scheduler);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(new CodeWorker(this, task), preferLocal: false);
        }
    }

    private Next RunHere(int task)
    {
        var end = _runner.RunAsync(_dag.Node(task));
        if (end.IsCompletedSuccessfully)
        {
            return StepAfter(task, end.Result);
        }

        // Not Watch: what has ended meanwhile would count as ended with nobody left to start what comes next.
        _ = WatchAsync(task, end);
        return Next.None;
    }

    // Whoever calls this takes the next step himself.
    private void Watch(int task, ValueTask<TaskEnd> pending)
    {
        if (pending.IsCompletedSuccessfully)
        {
            var end = pending.Result;
            var now = _options.TimeProvider.GetTimestamp();
            lock (_gate)
            {
                End(task, end, now);
            }
        }
        else
        {
            _ = WatchAsync(task, pending);
        }
    }

    private async Task WatchAsync(int task, ValueTask<TaskEnd> pending)
    {
        Next next;
        try
        {
            next = StepAfter(task, await pending.ConfigureAwait(false));
        }
        catch (Exception bug)
        {
            Fail(bug);
            next = StepAfter(task, new(new Outcome.NotStarted("dagrs itself failed: " + bug.Message), 1));
        }

        Drive(next, mayRunCode: false);
    }

    private void Fail(Exception bug)
    {
        lock (_gate)
        {
            _bug ??= bug;
            StopRunning(new StopCause.Canceled(), _options.TimeProvider.GetTimestamp());
        }
    }

    private Dictionary<string, Pool>? CreatePools()
    {
        if (!_dag.HasPools)
        {
            return null;
        }

        Dictionary<string, Pool>? pools = null;
        foreach (var task in _dag.Tasks)
        {
            if (task.Settings.Pool is { } name && pools?.ContainsKey(name) != true)
            {
                if (!_options.Pools.TryGetValue(name, out var size))
                {
                    throw Limits.Refuse(nameof(RunOptions.Pools), $"task '{task.Id}' names the pool '{name}', and 'Pools' of the options gives it no size");
                }

                (pools ??= []).Add(name, new Pool(size));
            }
        }

        return pools;
    }

    /// <summary>A task to start, and whether others could start as well.</summary>
    private readonly record struct Next(int Task, bool HasMore)
    {
        public static Next None => new(-1, false);

        /// <summary>Nothing is left, and whoever learns it ends the run.</summary>
        public static Next End => new(-2, false);
    }

    /// <summary>Brings a C# task to a thread of the pool, where the values of the caller's asynchronous flow are seen.</summary>
    private sealed class CodeWorker(Scheduler scheduler, int task) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            if (scheduler._flow is { } flow)
            {
                ExecutionContext.Restore(flow);
            }

            scheduler.Drive(new(task, HasMore: false), mayRunCode: true);
        }
    }
}
