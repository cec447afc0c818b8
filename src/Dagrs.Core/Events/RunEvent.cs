using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events;

/// <summary>
/// An event of a run. Events come one at a time in one order: the end of a task before the start of its successors, the output of a task between its
/// start and its end.
/// </summary>
public abstract record RunEvent
{
    private RunEvent()
    {
    }

    /// <summary>The run starts; comes first.</summary>
    /// <param name="Dag">What is run.</param>
    /// <param name="Run">The run's id: what tasks see as <c>DAGRS_RUN</c>.</param>
    public sealed record RunStarted(Dag Dag, string Run) : RunEvent
    {
        /// <summary>The conditions of the run; null: unknown.</summary>
        internal RunConditions? Conditions { get; init; }
    }

    /// <summary>A task starts.</summary>
    /// <param name="Task">The task.</param>
    public sealed record TaskStarted(TaskNode Task) : RunEvent
    {
        /// <summary>How many other tasks could have started at this moment.</summary>
        internal int OthersReady { get; init; }

        /// <summary>When, relative to the start of the run.</summary>
        internal TimeSpan Start { get; init; }

        /// <summary>The resource that it lacked when its turn came, by name; null: at most a slot.</summary>
        internal string? WaitedFor { get; init; }
    }

    /// <summary>A process of a task has started; only for reporters that ask for it.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">Which attempt this is, from 1.</param>
    /// <param name="Pid">The process id.</param>
    internal sealed record ProcessStarted(TaskNode Task, int Attempt, int Pid) : RunEvent;

    /// <summary>A task gets the terminal; what is reported until it returns it is shown afterwards.</summary>
    /// <param name="Task">The task.</param>
    internal sealed record TerminalLent(TaskNode Task) : RunEvent
    {
        /// <summary>Called when all reporters have got the event.</summary>
        public required Action WhenTold { get; init; }
    }

    /// <summary>The task has returned the terminal.</summary>
    /// <param name="Task">The task.</param>
    internal sealed record TerminalReturned(TaskNode Task) : RunEvent;

    /// <summary>Output of a task: any number of bytes, cut anywhere within lines.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Channel">The output stream.</param>
    /// <param name="Bytes">The output; never changes afterwards.</param>
    public sealed record TaskOutput(TaskNode Task, OutputChannel Channel, ReadOnlyMemory<byte> Bytes) : RunEvent;

    /// <summary>A warning about a running task.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Message">One line in lower case.</param>
    public sealed record TaskWarned(TaskNode Task, string Message) : RunEvent;

    /// <summary>A service is ready: the tasks that need it may start.</summary>
    /// <param name="Task">The service.</param>
    /// <param name="Moment">When, relative to the start of the run.</param>
    /// <param name="After">How long after its start.</param>
    internal sealed record ServiceReady(TaskNode Task, TimeSpan Moment, TimeSpan After) : RunEvent;

    /// <summary>A service is no longer needed, and is asked to stop.</summary>
    /// <param name="Task">The service.</param>
    internal sealed record ServiceStopping(TaskNode Task) : RunEvent;

    /// <summary>A task that could be up to date was checked: it is, or it runs.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="IsUpToDate">True when it need not run.</param>
    /// <param name="Why">Why, in one line; empty when there is nothing to add to up to date.</param>
    /// <param name="Differences">What differs from its last success, one line each.</param>
    internal sealed record TaskJudged(TaskNode Task, bool IsUpToDate, string Why, IReadOnlyList<string> Differences) : RunEvent;

    /// <summary>An attempt of a task failed, and there will be a retry.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">Which attempt failed, from 1.</param>
    /// <param name="Outcome">How it failed.</param>
    /// <param name="Delay">The wait before the next attempt.</param>
    public sealed record TaskRetrying(TaskNode Task, int Attempt, Outcome Outcome, TimeSpan Delay) : RunEvent;

    /// <summary>A task has reached its final state, whether it ran or not.</summary>
    /// <param name="Result">Its result.</param>
    public sealed record TaskFinished(TaskResult Result) : RunEvent;

    /// <summary>From now on nothing new starts.</summary>
    /// <param name="Cause">Why.</param>
    public sealed record RunStopping(StopCause Cause) : RunEvent
    {
        /// <summary>The clean-up tasks that will follow, as far as known now.</summary>
        internal IReadOnlyList<TaskNode> CleanUp { get; init; } = [];
    }

    /// <summary>A reporter threw and gets no more events.</summary>
    /// <param name="Reporter">Its type's name.</param>
    /// <param name="Error">What it threw.</param>
    public sealed record ReporterFailed(string Reporter, Exception Error) : RunEvent;

    /// <summary>All tasks have finished, and processes that they left in the background were ended.</summary>
    /// <param name="Count">How many processes.</param>
    internal sealed record LeftoversEnded(int Count) : RunEvent;

    /// <summary>Nothing has happened for a while, and the run goes on; only for reporters with <see cref="IReporter.WantsPauses"/>.</summary>
    /// <param name="Time">For how long.</param>
    internal sealed record NoNews(TimeSpan Time) : RunEvent;

    /// <summary>No event is waiting: buffered output should be shown now; only for reporters with <see cref="IReporter.WantsPauses"/>.</summary>
    public sealed record Pause : RunEvent
    {
        /// <summary>The only instance.</summary>
        public static Pause Instance { get; } = new();
    }

    /// <summary>The run has ended; comes last.</summary>
    /// <param name="Report">The outcome of every task.</param>
    public sealed record RunFinished(RunReport Report) : RunEvent;
}
