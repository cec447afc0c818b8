using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// One run of a graph. It owns the state of every task and is the only one that changes it: a loop takes one message at a time,
/// counts predecessors down and starts what fits. Running, showing and remembering are done by others. Thread-safe; runs once.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The token sources hold no timer and no handle; tokens may be asked for after the end.")]
public sealed class Scheduler
{
    private readonly Dag _dag;
    private readonly RunOptions _options;
    private readonly EventHub _events;
    private readonly OutputStore _outputs;
    private readonly TaskRunner _runner;
    private readonly IExecutor _executor;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _terminate = new();
    private readonly CancellationTokenSource _kill = new();

    // Messages come from any thread. Whoever brings one while nobody is in the loop goes through the loop with it.
    private readonly Lock _gate = new();
    private readonly Queue<Message> _inbox = new();
    private bool _looping;
    private bool _begun;

    // Everything below belongs to the loop.
    private readonly ReadyQueue _ready;
    private readonly List<int> _nextWave = [];
    private readonly int[] _waiting; // unfinished predecessors
    private readonly TaskState[] _states;
    private readonly object?[] _details; // Outcome or NotRunReason
    private readonly int[] _attempts;
    private readonly long[] _starts;
    private readonly long[] _ends;
    private readonly long _begin;
    private int _running;
    private int _finished;
    private int _moment;
    private int _wave;
    private StopCause? _stop;
    private Exception? _bug;
    private RunTimers? _timers;

    /// <summary>Prepares a run; nothing is started yet.</summary>
    /// <param name="dag">What to run.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is less than 1.</exception>
    public Scheduler(Dag dag, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(dag);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Parallelism, 1, nameof(options));
        _dag = dag;
        _options = options;
        _events = new EventHub(options.Reporters);
        _outputs = new OutputStore(dag);
        _executor = options.Executor ?? new ProcessExecutor();
        _runner = new TaskRunner(_executor, _outputs, _events, options, Id);
        _ready = new ReadyQueue(dag);
        _waiting = new int[dag.Tasks.Count];
        _states = new TaskState[dag.Tasks.Count];
        _details = new object?[dag.Tasks.Count];
        _attempts = new int[dag.Tasks.Count];
        _starts = new long[dag.Tasks.Count];
        _ends = new long[dag.Tasks.Count];
        _begin = options.TimeProvider.GetTimestamp();
    }

    /// <summary>The run's id: what tasks see as <c>DAGRS_RUN</c>.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N")[..16];

    /// <summary>Runs the graph to its end and tells what has become of every task. Never throws for what a task does.</summary>
    /// <param name="cancel">Stops the run as <see cref="Stop"/> does.</param>
    /// <exception cref="InvalidOperationException">It was called before, or dagrs itself failed (a bug).</exception>
    public async Task<RunReport> RunAsync(CancellationToken cancel = default)
    {
        if (Interlocked.Exchange(ref _begun, true))
        {
            throw new InvalidOperationException("a scheduler runs once; make a new one");
        }

        _events.Publish(new RunEvent.RunStarted(_dag, Id));
        var timers = new RunTimers(_options, _events, () => Stop(new StopCause.Timeout(_options.Timeout!.Value)), Kill);
        await using (timers.ConfigureAwait(false))
        {
            _timers = timers;
            using var registration = cancel.UnsafeRegister(_ => Stop(new StopCause.Canceled()), null);
            Post(new Message.Begin());
            await _ended.Task.ConfigureAwait(false);
            await CleanUpAsync(timers).ConfigureAwait(false);
        }

        var report = Report();
        _events.Publish(new RunEvent.RunFinished(report));
        await _events.CloseAsync().ConfigureAwait(false);
        return _bug is null ? report : throw new InvalidOperationException("dagrs itself failed", _bug);
    }

    /// <summary>Starts nothing new, asks running tasks to end and kills them after the grace time.</summary>
    public void Stop(StopCause cause) => Post(new Message.Stop(cause));

    /// <summary>Kills running tasks at once, and waits no longer for a reporter that does not take what it is told.</summary>
    public void Kill()
    {
        _ = _kill.CancelAsync();
        _events.StopWaiting();
    }

    // Whoever is left behind by a run that nobody stopped gets a grace of his own.
    private async Task CleanUpAsync(RunTimers timers)
    {
        if (!_terminate.IsCancellationRequested)
        {
            timers.KillAfterGrace();
        }

        if (await _executor.CleanUpAsync(Id, _kill.Token).ConfigureAwait(false) is > 0 and var count)
        {
            _events.Publish(new RunEvent.LeftoversEnded(count));
        }
    }

    private void Post(Message message)
    {
        lock (_gate)
        {
            _inbox.Enqueue(message);
            if (_looping)
            {
                return;
            }

            _looping = true;
        }

        Loop();
    }

    private void Loop()
    {
        while (true)
        {
            Message? message;
            lock (_gate)
            {
                if (!_inbox.TryDequeue(out message))
                {
                    _looping = false;
                    return;
                }
            }

            switch (message)
            {
                case Message.Begin:
                    Begin();
                    break;
                case Message.TaskEnded(var task, var end):
                    End(task, end);
                    break;
                case Message.Stop(var cause):
                    StopRunning(cause);
                    break;
                case Message.Bug(var task, var exception):
                    _bug ??= exception;
                    StopRunning(new StopCause.Failure(_dag.Tasks[task]));
                    break;
            }

            StartWhatFits();
            if (_running == 0 && _finished < _states.Length)
            {
                GiveUpTheRest();
            }

            if (_finished == _states.Length)
            {
                _ended.TrySetResult();
            }
        }
    }

    private void Begin()
    {
        for (var task = 0; task < _waiting.Length; task++)
        {
            _waiting[task] = _dag.Predecessors[task].Length;
            if (_waiting[task] == 0)
            {
                MakeReady(task);
            }
        }
    }

    private void StartWhatFits()
    {
        while (_stop is null && _running < _options.Parallelism && TryTakeReady(out var task))
        {
            _states[task] = TaskState.Running;
            _starts[task] = _options.TimeProvider.GetTimestamp();
            _running++;
            if (_events.IsWatched)
            {
                _events.Publish(new RunEvent.TaskStarted(_dag.Tasks[task]));
            }

            _ = RunAsync(task);
        }
    }

    private bool TryTakeReady(out int task)
    {
        if (_ready.Count == 0 && _running == 0 && _nextWave.Count > 0)
        {
            _wave++;
            _moment++;
            var wave = _nextWave.ToArray();
            _nextWave.Clear();
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
            _ready.Add(task, _moment);
        }
    }

    private async Task RunAsync(int task)
    {
        TaskEnd end;
        try
        {
            end = await _runner.RunAsync(_dag.Tasks[task], new StopTokens(_terminate.Token, _kill.Token)).ConfigureAwait(false);
        }
        catch (Exception bug)
        {
            end = new(new Outcome.NotStarted("dagrs itself failed: " + bug.Message), 1);
            Post(new Message.Bug(task, bug));
        }

        Post(new Message.TaskEnded(task, end));
    }

    private void End(int task, TaskEnd end)
    {
        _running--;
        _moment++;
        _attempts[task] = end.Attempts;
        Finish(task, StateAfter(end.Outcome, _dag.Tasks[task].Settings), end.Outcome);
        switch (_states[task])
        {
            case TaskState.Succeeded or TaskState.FailedAllowed:
                foreach (var successor in _dag.Successors[task])
                {
                    if (--_waiting[successor] == 0)
                    {
                        MakeReady(successor);
                    }
                }

                break;
            case TaskState.Failed or TaskState.TimedOut:
                GiveUpAllAfter(task);
                if (_options.FailureMode == FailureMode.FailFast)
                {
                    StopRunning(new StopCause.Failure(_dag.Tasks[task]));
                }
                else if (_options.FailureMode == FailureMode.Drain && _stop is null)
                {
                    _stop = new StopCause.Failure(_dag.Tasks[task]);
                    _events.Publish(new RunEvent.RunStopping(_stop));
                }

                break;
        }
    }

    private static TaskState StateAfter(Outcome outcome, TaskSettings settings) => outcome switch
    {
        Outcome.Succeeded => TaskState.Succeeded,
        Outcome.Stopped => TaskState.Canceled,
        _ when settings.AllowFailure?.Covers(outcome) == true => TaskState.FailedAllowed,
        Outcome.TimedOut => TaskState.TimedOut,
        _ => TaskState.Failed,
    };

    private void Finish(int task, TaskState state, object details)
    {
        _states[task] = state;
        _details[task] = details;
        _ends[task] = _options.TimeProvider.GetTimestamp();
        _finished++;
        _outputs.Release(task);
        if (_events.IsWatched)
        {
            _events.Publish(new RunEvent.TaskFinished(ResultOf(task)));
        }
    }

    private void GiveUpAllAfter(int failed)
    {
        var reason = new NotRunReason.AfterFailure(_dag.Tasks[failed]);
        var open = new Stack<int>();
        open.Push(failed);
        while (open.TryPop(out var task))
        {
            foreach (var successor in _dag.Successors[task])
            {
                if (_states[successor] == TaskState.Pending)
                {
                    Finish(successor, TaskState.NotRun, reason);
                    open.Push(successor);
                }
            }
        }
    }

    private void GiveUpTheRest()
    {
        var reason = new NotRunReason.RunStopped(_stop ?? throw new InvalidOperationException("BUG: nothing runs, something is left and nobody stopped the run"));
        for (var task = 0; task < _states.Length; task++)
        {
            if (_states[task] == TaskState.Pending)
            {
                Finish(task, TaskState.NotRun, reason);
            }
        }
    }

    private void StopRunning(StopCause cause)
    {
        if (_terminate.IsCancellationRequested || _finished == _states.Length)
        {
            return;
        }

        if (_stop is null or StopCause.Failure)
        {
            _stop = cause;
            _events.Publish(new RunEvent.RunStopping(cause));
        }

        // Not in the loop: whoever listens to the tokens may take his time.
        _ = _terminate.CancelAsync();
        _timers?.KillAfterGrace();
    }

    private TaskResult ResultOf(int task) => new(_dag.Tasks[task], _states[task])
    {
        Outcome = _details[task] as Outcome,
        Reason = _details[task] as NotRunReason,
        Attempts = _attempts[task],
        Start = _states[task] == TaskState.NotRun ? TimeSpan.Zero : _options.TimeProvider.GetElapsedTime(_begin, _starts[task]),
        Duration = _states[task] == TaskState.NotRun ? TimeSpan.Zero : _options.TimeProvider.GetElapsedTime(_starts[task], _ends[task]),
    };

    private RunReport Report()
    {
        var results = new TaskResult[_states.Length];
        for (var task = 0; task < results.Length; task++)
        {
            results[task] = ResultOf(task);
        }

        return new RunReport(results, _options.TimeProvider.GetElapsedTime(_begin), _stop);
    }

    private abstract record Message
    {
        public sealed record Begin : Message;

        public sealed record TaskEnded(int Task, TaskEnd End) : Message;

        public sealed record Stop(StopCause Cause) : Message;

        public sealed record Bug(int Task, Exception Exception) : Message;
    }
}
