using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events;

/// <summary>
/// Something that happened in a run. Events come one at a time in one order: the end of a task before the start of what comes
/// after it, a task's output between its start and its end.
/// </summary>
public abstract record RunEvent
{
    private RunEvent()
    {
    }

    /// <summary>The run begins; comes first.</summary>
    /// <param name="Dag">What is run.</param>
    /// <param name="Run">The run's id: what tasks see as <c>DAGRS_RUN</c>.</param>
    public sealed record RunStarted(Dag Dag, string Run) : RunEvent
    {
        /// <summary>How it is run; null: not known.</summary>
        internal RunConditions? Conditions { get; init; }
    }

    /// <summary>A task starts.</summary>
    /// <param name="Task">The task.</param>
    public sealed record TaskStarted(TaskNode Task) : RunEvent
    {
        /// <summary>How many other tasks could have started at this moment.</summary>
        internal int OthersReady { get; init; }

        /// <summary>When, counted from the start of the run.</summary>
        internal TimeSpan Start { get; init; }

        /// <summary>The scarce thing that it had to wait for by its turn, by name; null: at most for a slot.</summary>
        internal string? WaitedFor { get; init; }
    }

    /// <summary>A process of a task has started; told only to those who ask for it.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">Which attempt this is, from 1.</param>
    /// <param name="Pid">The process.</param>
    internal sealed record ProcessStarted(TaskNode Task, int Attempt, int Pid) : RunEvent;

    /// <summary>A task gets the terminal: what is told of until it gives it back is shown after that.</summary>
    /// <param name="Task">The task.</param>
    internal sealed record TerminalLent(TaskNode Task) : RunEvent
    {
        /// <summary>Called when all who watch have heard of it.</summary>
        public required Action WhenTold { get; init; }
    }

    /// <summary>The task has given the terminal back.</summary>
    /// <param name="Task">The task.</param>
    internal sealed record TerminalReturned(TaskNode Task) : RunEvent;

    /// <summary>A task has written something: any number of bytes, lines cut anywhere.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Channel">Where it wrote to.</param>
    /// <param name="Bytes">What it wrote; never changes afterwards.</param>
    public sealed record TaskOutput(TaskNode Task, OutputChannel Channel, ReadOnlyMemory<byte> Bytes) : RunEvent;

    /// <summary>Something about a running task that people should know.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Message">One line of lower-case words.</param>
    public sealed record TaskWarned(TaskNode Task, string Message) : RunEvent;

    /// <summary>A service is ready: what needs it may start.</summary>
    /// <param name="Task">The service.</param>
    /// <param name="Moment">When, counted from the start of the run.</param>
    /// <param name="After">How long after its start.</param>
    internal sealed record ServiceReady(TaskNode Task, TimeSpan Moment, TimeSpan After) : RunEvent;

    /// <summary>Nobody needs a service any more, and it is asked to end.</summary>
    /// <param name="Task">The service.</param>
    internal sealed record ServiceStopping(TaskNode Task) : RunEvent;

    /// <summary>A task that could be up to date was looked at: it is, or it runs.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="IsUpToDate">True when it need not run.</param>
    /// <param name="Why">Why, in one line; empty for one that is up to date without more.</param>
    /// <param name="Differences">What differs from its last success, one line each.</param>
    internal sealed record TaskJudged(TaskNode Task, bool IsUpToDate, string Why, IReadOnlyList<string> Differences) : RunEvent;

    /// <summary>An attempt of a task failed and it will be tried again.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">Which attempt failed, from 1.</param>
    /// <param name="Outcome">How it failed.</param>
    /// <param name="Delay">The wait before the next attempt.</param>
    public sealed record TaskRetrying(TaskNode Task, int Attempt, Outcome Outcome, TimeSpan Delay) : RunEvent;

    /// <summary>A task has come to its final state, whether it ran or not.</summary>
    /// <param name="Result">What has become of it.</param>
    public sealed record TaskFinished(TaskResult Result) : RunEvent;

    /// <summary>From now on nothing new is started.</summary>
    /// <param name="Cause">Why.</param>
    public sealed record RunStopping(StopCause Cause) : RunEvent
    {
        /// <summary>The tasks that clean up after it, as far as is known now.</summary>
        internal IReadOnlyList<TaskNode> CleanUp { get; init; } = [];
    }

    /// <summary>A reporter threw and gets no more events.</summary>
    /// <param name="Reporter">Its type's name.</param>
    /// <param name="Error">What it threw.</param>
    public sealed record ReporterFailed(string Reporter, Exception Error) : RunEvent;

    /// <summary>All tasks are over, and processes that they left in the background have been ended.</summary>
    /// <param name="Count">How many processes.</param>
    internal sealed record LeftoversEnded(int Count) : RunEvent;

    /// <summary>Nothing has happened for a while, and the run goes on; only for those who ask by <see cref="IReporter.HearsPauses"/>.</summary>
    /// <param name="Time">For how long.</param>
    internal sealed record NoNews(TimeSpan Time) : RunEvent;

    /// <summary>No event is waiting: what a reporter has buffered should be shown now; only for those who ask by <see cref="IReporter.HearsPauses"/>.</summary>
    public sealed record Pause : RunEvent
    {
        /// <summary>The only one needed.</summary>
        public static Pause Instance { get; } = new();
    }

    /// <summary>The run has ended; comes last.</summary>
    /// <param name="Report">What has become of every task.</param>
    public sealed record RunFinished(RunReport Report) : RunEvent;
}
