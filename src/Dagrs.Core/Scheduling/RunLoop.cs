using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The one loop that owns a run: each change is a step under one lock, in which <see cref="Progress"/> is told what happened, what it decides is
/// recorded, published and carried out, and the next task is taken. It has no threads of its own and no rules. Thread-safe.
/// </summary>
internal sealed partial class RunLoop
{
    private const int MostPatience = 4; // times that a worker steps back
    private const int Pause = 20; // in units of Thread.SpinWait: about a microsecond

    private readonly RunScope _scope;
    private readonly RunTimers _timers;
    private readonly Lock _gate = new();
    private readonly Progress _progress;
    private readonly RunRecord _record;
    private readonly SharedSlots? _slots;
    private readonly int _parallelism;
    private StopCause? _told; // of the causes of a stop the one that was published
    private StopCause? _stopAtBegin;
    private bool _hasBegun;
    private bool _endsCleanUp; // its time runs

    /// <param name="scope">What belongs to the run.</param>
    /// <param name="timers">What time does to it.</param>
    /// <param name="wake">Called, elsewhere, when a slot shared with other runs may be free.</param>
    /// <exception cref="ArgumentException">A task takes a resource of which there is none, or more than there is.</exception>
    public RunLoop(RunScope scope, RunTimers timers, Action wake)
    {
        (_scope, _timers) = (scope, timers);
        var options = scope.Options;
        var supply = new Supply(scope.Dag, options.Parallelism, () => options.Memory ?? RunOptions.MemoryOfMachine, options.Resources, scope.Elsewhere);
        _progress = new Progress(scope.Dag, options.FailureMode, new ReadyTasks(scope.Dag, options.Schedule, supply, RanksByTime(scope.Dag, options, scope.Elsewhere)), keepsServices: options.Kept is not null);
        _record = new RunRecord(scope.Dag, options.TimeProvider);
        scope.Past = new Past(scope.Dag, _record);
        _slots = options.SharedSlots is { } limit ? new SharedSlots(limit, wake) : null;
        _parallelism = options.Parallelism;
    }

    // With one slot no order is faster than another, so there it is the one that is printed.
    private static Ranks? RanksByTime(Dag dag, RunOptions options, TasksElsewhere? elsewhere) =>
        (options.Parallelism > 1 || elsewhere is not null) && options.Learned?.For(dag) is { } times ? new Ranks(dag.Ranks, times) : null;

    /// <summary>What has become of every task so far.</summary>
    public RunRecord Record => _record;

    /// <summary>What tasks share, by name.</summary>
    public IReadOnlyDictionary<string, long> Resources => _progress.Shared;

    /// <summary>Why nothing new starts; null: nobody stopped the run.</summary>
    public StopCause? Stop => _progress.Stop;

    /// <summary>What went wrong in dagrs itself; null: nothing.</summary>
    public Exception? Bug { get; private set; }

    /// <summary>The run begins.</summary>
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

    /// <summary>A task has ended; gives the next one to start.</summary>
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

    /// <summary>A task has ended, and whoever calls this takes the next step himself.</summary>
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

    /// <summary>Takes the best task that may start now and lets it start; ends the run when nothing is left.</summary>
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
            return; // it was left to itself when the run was killed
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
