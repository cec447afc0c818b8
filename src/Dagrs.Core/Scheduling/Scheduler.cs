using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// One run of a graph from start to report: assembles its parts, and stops it. <see cref="Progress"/> has the rules, <see cref="RunLoop"/> makes each
/// step, the <see cref="Dispatcher"/> has the threads. Thread-safe; runs once.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The timers are disposed of at the end of the run, before which there are none.")]
internal sealed class Scheduler
{
    // Shared by all runs of the process: it holds a file descriptor, and threads that wait a while for the next command.
    private static readonly Lazy<IExecutor> SharedExecutor = new(() => new ProcessExecutor());

    private readonly Dag _dag;
    private readonly RunScope _scope;
    private readonly RunTimers _timers;
    private readonly RunLoop _loop;
    private readonly Dispatcher _dispatcher;
    private readonly TaskCompletionSource _ended;
    private bool _wasCalled;

    /// <summary>Prepares a run; nothing is started yet.</summary>
    /// <param name="dag">What to run.</param>
    /// <param name="options">Its options.</param>
    /// <exception cref="ArgumentException">A task takes a resource that the options do not have, or a target is not in the graph.</exception>
    public Scheduler(Dag dag, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(dag);
        ArgumentNullException.ThrowIfNull(options);
        Id = options.Id ?? RandomId.New()[..16];
        _dag = dag = Target.PartOf(dag, options.Targets);
        var events = new EventHub(options.Reporters, options.NewsInterval, options.MainLoop, options.MainLoop is { } loop ? loop.Post : null, options.TimeProvider);
        // With reporters, their thread takes over at the end, and the thread of the last task continues until then. Without, it must not: it
        // may be a small one of a command, and the continuation is the caller's code.
        _ended = new(events.IsWatched ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        _scope = new(Id, dag, options, options.Executor ?? SharedExecutor.Value, events, new ValueStore(dag, options.KeepsOutputs), new StopSources(options.MainLoop, options.StopsTasksIndividually || dag.HasServices ? dag : null)) { Stop = Stop, RemoteTasks = RemoteTasks.Of(dag, options.Remote) };
        _timers = new RunTimers(options, whenLate: () => Stop(new StopCause.Timeout(options.Timeout!.Value)), whenGraceEnds: () => Drive(_loop!.EndGrace()), whenCleanUpEnds: () => Drive(_loop!.EndCleanUp()));
        _loop = new RunLoop(_scope, _timers, wake: Wake);
        _scope.Lives.WhenReady = (service, results) => Drive(_loop.Ready(service, results));
        _scope.Lives.IsRunStopped = () => _loop.Stop is not (null or StopCause.Failure);
        _scope.Lives.WhenBroken = service => Drive(_loop.Break(service));
        _dispatcher = new Dispatcher(dag, _loop, new TaskRunner(_scope), options.CodeScheduler, whenOver: () => _ended.TrySetResult());
    }

    /// <summary>The run's id: what tasks see as <c>DAGRS_RUN</c>.</summary>
    public string Id { get; }

    /// <summary>Runs the graph to its end and reports the outcome of every task. Never throws for what a task does.</summary>
    /// <param name="cancel">Stops the run as <see cref="Stop"/> does.</param>
    /// <exception cref="InvalidOperationException">It was called before, or dagrs itself failed (a bug).</exception>
    public async Task<RunReport> RunAsync(CancellationToken cancel = default)
    {
        if (Interlocked.Exchange(ref _wasCalled, true))
        {
            throw new InvalidOperationException("a scheduler runs once; make a new one");
        }

        using var activity = Telemetry.StartRun(Id, _dag.Tasks.Count);
        _dispatcher.Flow = ExecutionContext.Capture();
        var begin = _loop.Record.Begin();
        _scope.Events.Publish(new RunEvent.RunStarted(_dag, Id) { Conditions = _scope.Events.IsWatched ? Conditions(begin) : null });
        _timers.Begin();
        await using (_timers.ConfigureAwait(false))
        {
            using var registration = cancel.UnsafeRegister(_ => Stop(new StopCause.Canceled()), null);
            _scope.Events.Start(); // before the tasks, which may use up all the threads and processes the system allows
            RunReport report;
            try
            {
                Drive(_loop.Begin());
                await _ended.Task.ConfigureAwait(false);
                await CleanUpAsync().ConfigureAwait(false);
                await _timers.EndTasksAsync(_scope.Stops.IsTerminating).ConfigureAwait(false);
                report = new RunReport(_loop.Record, task => _scope.Values.ValueOrNull(_dag.PlaceOf(task)), _loop.Stop);
                _scope.Events.Publish(new RunEvent.RunFinished(report));
            }
            finally
            {
                _scope.Results.Dispose();
                await _scope.Events.CloseAsync().ConfigureAwait(false);
            }

            return _loop.Bug is { } bug ? throw new InvalidOperationException("dagrs itself failed", bug) : report;
        }
    }

    /// <summary>Starts nothing new but clean-up, asks running tasks to stop and kills them after the grace period.</summary>
    public void Stop(StopCause cause) => Drive(_loop.StopBy(cause));

    /// <summary>Stops a task, if it runs, and all its dependents, because their work is no longer valid; the rest of the run goes on.</summary>
    /// <param name="changed">The tasks, and for each what has changed, in words.</param>
    /// <exception cref="InvalidOperationException">The options do not allow tasks to be stopped individually.</exception>
    public void StopTasks(IReadOnlyList<(TaskNode Task, string What)> changed) =>
        Drive(_scope.Options.StopsTasksIndividually ? _loop.StopTasks(changed) : throw new InvalidOperationException($"{nameof(RunOptions.StopsTasksIndividually)} is not set"));

    /// <summary>Stops the run if it was not stopped, kills running tasks at once, and no longer waits for a stuck reporter.</summary>
    public void Kill() => Drive(_loop.Kill());

    // Left-over processes get a grace period of their own if the run was not stopped, or if clean-up used up the first one.
    private async Task CleanUpAsync()
    {
        var cleanUp = CleanUpOfAll.StartAsync(_scope.Executor, _scope.Options.Remote?.Executor, Id, _scope.Stops.KillsAll);
        if ((!cleanUp.IsCompleted && !_scope.Stops.IsTerminating) || (_scope.Stops.IsTerminating && _dag.HasWhens))
        {
            _timers.KillAfterGrace();
        }

        if (await cleanUp.ConfigureAwait(false) is > 0 and var count)
        {
            _scope.Events.Publish(new RunEvent.LeftoversEnded(count));
        }
    }

    private RunConditions Conditions(long begin)
    {
        var options = _scope.Options;
        return new(options.TimeProvider, begin, options.TimeProvider.GetUtcNow())
        {
            Jobs = options.Parallelism + (_scope.RemoteTasks?.MostAtOnce ?? 0),
            Resources = _dag.HasResources ? _loop.Resources : options.Resources,
            Times = options.Learned?.For(_dag),
            InWaves = options.Schedule == Schedule.Waves,
            Executor = options.Remote is not null ? "slurm" : _scope.Executor switch { ProcessExecutor => "direct", CliWrapExecutor => "cliwrap", _ => "custom" },
        };
    }

    private void Drive(Next next) => _dispatcher.Drive(next);

    private void Wake()
    {
        Drive(_loop.Step());
        _scope.Options.SharedSlots!.Wake(); // this run may have had no use for the slot
    }
}
