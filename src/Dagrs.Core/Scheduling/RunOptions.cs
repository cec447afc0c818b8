using System.Collections.Frozen;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State;

namespace Dagrs.Core.Scheduling;

/// <summary>How a graph is run. Immutable; may be used for any number of runs.</summary>
public sealed record RunOptions
{
    /// <summary>The requested tasks, by handle or id: they run with everything they need, and nothing else does. Empty: every task.</summary>
    public IReadOnlyList<Target> Targets
    {
        get;
        init => field = Given(value, nameof(Targets));
    } = [];

    /// <summary>The most tasks that run in parallel; at least 1.</summary>
    public int Parallelism
    {
        get;
        init => field = Limits.AtLeast(1, value, nameof(Parallelism));
    } = DefaultParallelism;

    /// <summary>What happens when a task fails.</summary>
    public FailureMode FailureMode { get; init; }

    /// <summary>When a task may start.</summary>
    public Schedule Schedule { get; init; }

    /// <summary>How long a task that is asked to stop may take before it is killed.</summary>
    public TimeSpan Grace
    {
        get;
        init => field = Limits.NotNegative(value, nameof(Grace));
    } = TimeSpan.FromSeconds(5);

    /// <summary>How long the whole run may take; null: no limit.</summary>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is { } limit ? Limits.Positive(limit, nameof(Timeout)) : null;
    }

    /// <summary>
    /// After how long without any event a <see cref="RunEvent.NoNews"/> is published; by the machine's clock, not that of <see cref="TimeProvider"/>.
    /// </summary>
    public TimeSpan NewsInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The totals of named resources. A total of 1 makes its tasks run one at a time. For slots use <see cref="Parallelism"/>.</summary>
    public IReadOnlyDictionary<string, long> Resources
    {
        get;
        init => field = Model.Resources.Checked(value, 1, nameof(Resources));
    } = Model.Resources.None;

    /// <summary>How many bytes of main memory are shared by the tasks that declare their memory; null: what the machine or the cgroup allows.</summary>
    public long? Memory
    {
        get;
        init => field = value is { } bytes ? Limits.AtLeast(1, bytes, nameof(Memory)) : null;
    }

    /// <summary>How long clean-up may take in total after a stop, from the end of the last other task; then it is stopped too.</summary>
    public TimeSpan CleanUp
    {
        get;
        init => field = Limits.NotNegative(value, nameof(CleanUp));
    } = TimeSpan.FromSeconds(30);

    /// <summary>Values that all C# tasks can read.</summary>
    public RunEnvironment Environment
    {
        get;
        init => field = Given(value, nameof(Environment));
    } = RunEnvironment.Empty;

    /// <summary>
    /// Where C# tasks run; null: on the thread pool. For the caller's own context (a UI thread, say) pass
    /// <see cref="TaskScheduler.FromCurrentSynchronizationContext"/>.
    /// </summary>
    public TaskScheduler? CodeScheduler { get; init; }

    /// <summary>The reporters that watch the run.</summary>
    public IReadOnlyList<IReporter> Reporters
    {
        get;
        init => field = Given(value, nameof(Reporters)) is { } reporters && !reporters.Contains(null!) ? reporters : throw Limits.Refuse(nameof(Reporters), "one of the reporters is null");
    } = [];

    /// <summary>
    /// Where all events are written as they happen, one JSON object per line, as by <c>dagrs --events</c>; it stays open. Null: nowhere. A slow
    /// stream slows down the output of tasks (back-pressure). After an exception nothing more is written, and the run reports it at its end.
    /// </summary>
    public Stream? Events { get; init; }

    /// <summary>The reports that are written at the end, as by <c>dagrs --report</c>: file names by kind, such as <c>junit</c> or <c>html</c>.</summary>
    public IReadOnlyDictionary<string, string> Reports
    {
        get;
        init => field = Given(value, nameof(Reports));
    } = FrozenDictionary<string, string>.Empty;

    /// <summary>What runs commands; null: processes of this machine.</summary>
    public IExecutor? Executor { get; init; }

    /// <summary>True when an executor that a command declares for itself is honoured.</summary>
    internal bool MindsExecutors { get; init; }

    /// <summary>Where some of the commands run remotely; null: all run here.</summary>
    internal RemoteExecution? Remote { get; init; }

    /// <summary>The source of time.</summary>
    public TimeProvider TimeProvider
    {
        get;
        init => field = Given(value, nameof(TimeProvider));
    } = TimeProvider.System;

    /// <summary>The processors this process may use (affinity and cgroup limit included) plus two; at least four.</summary>
    public static int DefaultParallelism => Math.Max(4, System.Environment.ProcessorCount + 2);

    /// <summary>What the machine or the cgroup allows this process and its tasks, in bytes.</summary>
    internal static long MemoryOfMachine => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The run's id; null: a new one is generated.</summary>
    internal string? Id { get; init; }

    /// <summary>Runs what must not start a new thread; it is then also the <see cref="TimeProvider"/>. Null: the thread pool does.</summary>
    internal MainLoop? MainLoop { get; init; }

    /// <summary>True to tell commands that colours are shown, unless other variables decide that, or other tasks read their output.</summary>
    internal bool AsksForColours { get; init; }

    /// <summary>Entered by each attempt of C# code, and disposed of at its end; null: none.</summary>
    internal Func<TaskContext, IDisposable>? CodeScope { get; init; }

    /// <summary>
    /// True when the caller may query the report for the output of any command; otherwise only the output of tasks with a typed handle is kept.
    /// </summary>
    internal bool KeepsOutputs { get; init; } = true;

    /// <summary>Recorded durations of tasks; null: none.</summary>
    internal LearnedTimes? Learned { get; init; }

    /// <summary>True when some tasks may be stopped while the run goes on.</summary>
    internal bool StopsTasksIndividually { get; init; }

    /// <summary>The services that live across runs; null: each run stops its own.</summary>
    internal ServicePool? Kept { get; init; }

    /// <summary>What is remembered of earlier runs; null: nothing, so every task runs.</summary>
    internal ITaskMemory? TaskMemory { get; init; }

    /// <summary>Slots shared with other runs, in addition to those of this one.</summary>
    internal SlotLimit? SharedSlots { get; init; }

    private static T Given<T>(T? value, string property)
        where T : class => value ?? throw new ArgumentNullException(property);
}
