using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The one loop that owns a run. Each change is a step under one lock: it reports to <see cref="Progress"/> what happened, records, publishes and
/// carries out what that decides, and takes the next task. It has no threads and no rules of its own. Thread-safe.
/// </summary>
internal sealed partial class RunLoop
{
    private const int MostPatience = 4; // how often a worker backs off
    private const int Pause = 20; // in units of Thread.SpinWait: about a microsecond

    private readonly RunScope _scope;
    private readonly RunTimers _timers;
    private readonly Lock _gate = new();
    private readonly Progress _progress;
    private readonly RunRecord _record;
    private readonly SharedSlots? _slots;
    private readonly int _parallelism;
    private StopCause? _told; // the cause of the stop that was published
    private StopCause? _stopAtBegin;
    private bool _hasBegun;
    private bool _endsCleanUp; // the timer for clean-up is running

    /// <param name="scope">What belongs to the run.</param>
    /// <param name="timers">The timers of the run.</param>
    /// <param name="wake">Called, on another thread, when a slot shared with other runs may be free.</param>
    /// <exception cref="ArgumentException">A task takes a resource that does not exist, or more of it than there is.</exception>
    public RunLoop(RunScope scope, RunTimers timers, Action wake)
    {
        (_scope, _timers) = (scope, timers);
        var options = scope.Options;
        var pool = new ResourcePool(scope.Dag, options.Parallelism, () => options.Memory ?? RunOptions.MemoryOfMachine, options.Resources, scope.RemoteTasks);
        _progress = new Progress(scope.Dag, options.FailureMode, new ReadyTasks(scope.Dag, options.Schedule, pool, RanksByTime(scope.Dag, options, scope.RemoteTasks)), keepsServices: options.Kept is not null);
        _record = new RunRecord(scope.Dag, options.TimeProvider);
        scope.Finished = new FinishedTasks(scope.Dag, _record);
        _slots = options.SharedSlots is { } limit ? new SharedSlots(limit, wake) : null;
        _parallelism = options.Parallelism;
    }

    // With one slot no order is faster than another, so the printed order is used.
    private static Ranks? RanksByTime(Dag dag, RunOptions options, RemoteTasks? remoteTasks) =>
        (options.Parallelism > 1 || remoteTasks is not null) && options.Learned?.For(dag) is { } times ? new Ranks(dag.Ranks, times) : null;

    /// <summary>The state of every task so far.</summary>
    public RunRecord Record => _record;

    /// <summary>The resources that tasks share, by name.</summary>
    public IReadOnlyDictionary<string, long> Resources => _progress.Shared;

    /// <summary>Why nothing new starts; null: the run was not stopped.</summary>
    public StopCause? Stop => _progress.Stop;

    /// <summary>The internal error of dagrs, if any.</summary>
    public Exception? Bug { get; private set; }

    /// <summary>Begins the run.</summary>
    public Next Begin() => Step(now =>
    {
        _hasBegun = true;
        _progress.Begin();
        if (_stopAtBegin is not null)
        {
            StopRunning(_stopAtBegin, now);
        }
    });

    /// <summary>Takes the next task.</summary>
    public Next Step()
    {
        var now = _scope.Options.TimeProvider.GetTimestamp();
        lock (_gate)
        {
            return TakeNext(now);
        }
    }

    /// <summary>Records the end of a task; returns the next one to start.</summary>
    public Next StepAfter(int task, TaskEnd end)
    {
        var now = _scope.Options.TimeProvider.GetTimestamp();
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

    /// <summary>Records the end of a task; the caller takes the next step.</summary>
    public void End(int task, TaskEnd end)
    {
        var now = _scope.Options.TimeProvider.GetTimestamp();
        lock (_gate)
        {
            End(task, end, now);
        }
    }

    private Next Step(Action<long> change)
    {
        var now = _scope.Options.TimeProvider.GetTimestamp();
        lock (_gate)
        {
            change(now);
            return TakeNext(now);
        }
    }

    // With very short tasks the workers contend for this lock all the time, and taking turns moves everything under it from one
    // processor's cache to the other's. A worker that finds it taken backs off for a while, so that the other one makes progress.
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

    /// <summary>Takes the best task that may start now and starts it; ends the run when nothing is left.</summary>
    private Next TakeNext(long now)
    {
        while (true)
        {
            if (_progress.HasRest)
            {
                _progress.GiveUpTheRest();
                CarryOut(now);
            }

            while (_progress.TryTakeService(out var service))
            {
                if (StartService(service, now) is { } next)
                {
                    return next;
                }
            }

            while (TryTake(out var task))
            {
                if (Start(task, now) is { } next)
                {
                    return next;
                }
            }

            _slots?.GiveBackUnused();
            if (_progress.HasWantedService)
            {
                continue;
            }

            if (!_hasBegun || _progress.Running + _progress.Serving > 0 || WaitsForSlot)
            {
                return Next.None;
            }

            if (_progress.Unfinished == 0)
            {
                return Next.End;
            }

            if (!_progress.HasRest)
            {
                throw new InvalidOperationException($"BUG: {_progress.Unfinished} tasks are left, nothing runs and nothing may start");
            }
        }
    }

    private void Skip(int task, string why, long now) => SkipAs(TaskState.Skipped, task, why, now);

    private void SkipAs(TaskState state, int task, string why, long now)
    {
        GiveBackSlot(task);

        _progress.Skip(task, state);
        _scope.Values.SetMissing(task);
        Finish(task, state, new NotRunReason.NothingToDo(why), 0, now);
        CarryOut(now);
    }

    private void End(int task, TaskEnd end, long now)
    {
        if (_progress.StateOf(task) != TaskState.Running)
        {
            return; // it was abandoned when the run was killed
        }

        GiveBackSlot(task);

        if (end.Results is not null)
        {
            _record.SetResults(task, end.Results);
        }

        BreakServices(task, end.Outcome);
        if (_progress.WithdrawnBecause(task) is { } why && (end.Outcome is Outcome.Stopped || (why is NotRunReason.ServiceEnded && end.Outcome is not Outcome.Succeeded)))
        {
            end = end with { Outcome = new Outcome.Stopped { Why = why.Words } };
        }

        var state = _progress.End(task, end.Outcome);
        if (state == TaskState.FailedAllowed)
        {
            _scope.Values.SetMissing(task);
        }

        Finish(task, state, end.Outcome, end.Attempts, now);
        CarryOut(now);
    }

    private void Finish(int task, TaskState state, object details, int attempts, long now)
    {
        _record.Finish(task, state, details, attempts, now);
        _scope.Values.Release(task);
        Telemetry.Count(state, _record, task);
        if (_scope.Events.IsWatched)
        {
            _scope.Events.Publish(new RunEvent.TaskFinished(_record.ResultOf(task)));
        }
    }
}
