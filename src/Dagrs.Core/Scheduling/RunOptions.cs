using System.Collections.Frozen;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State;

namespace Dagrs.Core.Scheduling;

/// <summary>How a graph is run. Immutable; can be used for any number of runs.</summary>
public sealed record RunOptions
{
    /// <summary>The tasks that are wanted, by handle or id: they run with all that they need, and nothing else does. None: every task.</summary>
    public IReadOnlyList<Target> Targets
    {
        get;
        init => field = Given(value, nameof(Targets));
    } = [];

    /// <summary>The most tasks that run at once; at least 1.</summary>
    public int Parallelism
    {
        get;
        init => field = Limits.AtLeast(1, value, nameof(Parallelism));
    } = DefaultParallelism;

    /// <summary>What happens when a task fails.</summary>
    public FailureMode FailureMode { get; init; }

    /// <summary>When a task may start.</summary>
    public Schedule Schedule { get; init; }

    /// <summary>How long a task that is told to end may take before it is killed.</summary>
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

    /// <summary>After how long without any event a <see cref="RunEvent.NoNews"/> comes; by the machine's clock, not that of <see cref="TimeProvider"/>.</summary>
    public TimeSpan NewsInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How much there is of what tasks take by name; of a resource of 1 its tasks run one after the other. Slots are those of <see cref="Parallelism"/>.</summary>
    public IReadOnlyDictionary<string, long> Resources
    {
        get;
        init => field = Model.Resources.Checked(value, 1, nameof(Resources));
    } = Model.Resources.None;

    /// <summary>How many bytes of main memory the tasks share that say what they take; null: what the machine or the cgroup allows.</summary>
    public long? Memory
    {
        get;
        init => field = value is { } bytes ? Limits.AtLeast(1, bytes, nameof(Memory)) : null;
    }

    /// <summary>How long clean-up may take in all after a stop, from the end of the last task that is none; then it is stopped as well.</summary>
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
    /// Where C# tasks run; null: on the thread pool. For the caller's own context (a window's thread, say) give
    /// <see cref="TaskScheduler.FromCurrentSynchronizationContext"/>.
    /// </summary>
    public TaskScheduler? CodeScheduler { get; init; }

    /// <summary>Who watches the run.</summary>
    public IReadOnlyList<IReporter> Reporters
    {
        get;
        init => field = Given(value, nameof(Reporters)) is { } reporters && !reporters.Contains(null!) ? reporters : throw Limits.Refuse(nameof(Reporters), "one of the reporters is null");
    } = [];

    /// <summary>
    /// Where all that happens is written as it happens, one JSON object a line, as by <c>dagrs --events</c>; it stays open. Null: nowhere. A slow one
    /// slows down what tasks write; one that throws is written no more, and the run tells it at its end.
    /// </summary>
    public Stream? Events { get; init; }

    /// <summary>The reports that are written at the end, as by <c>dagrs --report</c>: their files by their kinds, such as <c>junit</c> or <c>html</c>.</summary>
    public IReadOnlyDictionary<string, string> Reports
    {
        get;
        init => field = Given(value, nameof(Reports));
    } = FrozenDictionary<string, string>.Empty;

    /// <summary>What runs commands; null: processes of this machine.</summary>
    public IExecutor? Executor { get; init; }

    /// <summary>True when a command that says what starts it on this machine is minded.</summary>
    internal bool MindsExecutors { get; init; }

    /// <summary>Where some of the commands run in place of this machine; null: all run here.</summary>
    internal Elsewhere? Elsewhere { get; init; }

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider
    {
        get;
        init => field = Given(value, nameof(TimeProvider));
    } = TimeProvider.System;

    /// <summary>The processors this process may use (its affinity and cgroup limit included) and two more, at least four.</summary>
    public static int DefaultParallelism => Math.Max(4, System.Environment.ProcessorCount + 2);

    /// <summary>What the machine or the cgroup allows this process and its tasks, in bytes.</summary>
    internal static long MemoryOfMachine => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The run's id; null: one is made.</summary>
    internal string? Id { get; init; }

    /// <summary>Who does what must not take a new thread; the <see cref="TimeProvider"/> too then. Null: the thread pool does it.</summary>
    internal MainLoop? MainLoop { get; init; }

    /// <summary>True to tell commands that colours are shown, unless somebody else has a say in that or their output is read by other tasks.</summary>
    internal bool AsksForColours { get; init; }

    /// <summary>Entered by each attempt of C# code, and left at its end; null: nothing is.</summary>
    internal Func<TaskContext, IDisposable>? CodeScope { get; init; }

    /// <summary>True when the caller may ask the report for the output of any command; otherwise only that of those with a typed handle is kept.</summary>
    internal bool KeepsOutputs { get; init; } = true;

    /// <summary>How long tasks took before; null: nobody knows.</summary>
    internal LearnedTimes? Learned { get; init; }

    /// <summary>True when tasks may be stopped that are not all of them.</summary>
    internal bool StopsTasksApart { get; init; }

    /// <summary>The services that live across runs; null: each run stops its own.</summary>
    internal ServicePool? Kept { get; init; }

    /// <summary>What was done before; null: nothing is remembered, and every task runs.</summary>
    internal ITaskMemory? Past { get; init; }

    /// <summary>Slots shared with other runs, besides those of this one.</summary>
    internal SlotLimit? SharedSlots { get; init; }

    private static T Given<T>(T? value, string property)
        where T : class => value ?? throw new ArgumentNullException(property);
}
