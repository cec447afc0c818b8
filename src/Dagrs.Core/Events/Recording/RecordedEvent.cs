using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>
/// An event of a run as data: written as a line of the event stream, and parsed back from it. Tasks are positions in the list of
/// <see cref="RunStarted"/>. Times other than the first are relative to the start of the run.
/// </summary>
/// <param name="Number">Its number in the run, from 1.</param>
/// <param name="Time">When it happened; never earlier than the previous event.</param>
/// <param name="Run">The run's id.</param>
internal abstract record RecordedEvent(long Number, DateTimeOffset Time, string Run)
{
    /// <summary>The run starts; comes first.</summary>
    /// <param name="Begin">The run as known before anything has happened.</param>
    internal sealed record RunStarted(long Number, DateTimeOffset Time, string Run, RecordedRun Begin) : RecordedEvent(Number, Time, Run);

    /// <summary>A task starts.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Start">When.</param>
    /// <param name="WaitedFor">The resource that it lacked when its turn came, by name; null: at most a slot.</param>
    internal sealed record TaskStarted(long Number, DateTimeOffset Time, string Run, int Task, TimeSpan Start, string? WaitedFor) : RecordedEvent(Number, Time, Run);

    /// <summary>A process of a task has started.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">Which attempt this is, from 1.</param>
    /// <param name="Pid">The process id.</param>
    internal sealed record ProcessStarted(long Number, DateTimeOffset Time, string Run, int Task, int Attempt, int Pid) : RecordedEvent(Number, Time, Run);

    /// <summary>A task gets the terminal, so that its output is unknown.</summary>
    /// <param name="Task">The task.</param>
    internal sealed record TerminalLent(long Number, DateTimeOffset Time, string Run, int Task) : RecordedEvent(Number, Time, Run);

    /// <summary>A service is ready: the tasks that need it may start.</summary>
    /// <param name="Task">The service.</param>
    /// <param name="Moment">When, relative to the start of the run.</param>
    internal sealed record ServiceReady(long Number, DateTimeOffset Time, string Run, int Task, TimeSpan Moment) : RecordedEvent(Number, Time, Run);

    /// <summary>A service is no longer needed, and is asked to stop.</summary>
    /// <param name="Task">The service.</param>
    internal sealed record ServiceStopping(long Number, DateTimeOffset Time, string Run, int Task) : RecordedEvent(Number, Time, Run);

    /// <summary>Output of a task: cut anywhere within lines, but never within a character.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Channel">The output stream.</param>
    /// <param name="Bytes">The output; at most <see cref="EventRecorder.MostBytes"/>.</param>
    /// <param name="GoesOn">True when it was too long for one event and continues in the next one of the task.</param>
    /// <param name="LeftOut">How many bytes the task wrote right before that were not kept.</param>
    internal sealed record TaskOutput(
        long Number,
        DateTimeOffset Time,
        string Run,
        int Task,
        OutputChannel Channel,
        ReadOnlyMemory<byte> Bytes,
        bool GoesOn,
        long LeftOut = 0) : RecordedEvent(Number, Time, Run);

    /// <summary>A warning about a task.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Message">One line in lower case.</param>
    internal sealed record TaskWarned(long Number, DateTimeOffset Time, string Run, int Task, string Message) : RecordedEvent(Number, Time, Run);

    /// <summary>A task that could be up to date was checked: it is, or it runs.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="IsUpToDate">True when it need not run.</param>
    /// <param name="Why">Why, in one line; empty when there is nothing to add to up to date.</param>
    /// <param name="Differences">What differs from its last success, one line each.</param>
    internal sealed record TaskJudged(long Number, DateTimeOffset Time, string Run, int Task, bool IsUpToDate, string Why, IReadOnlyList<string> Differences)
        : RecordedEvent(Number, Time, Run);

    /// <summary>An attempt of a task failed, and there will be a retry.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">Which attempt failed, from 1.</param>
    /// <param name="End">How.</param>
    /// <param name="Start">When the attempt started.</param>
    /// <param name="Duration">How long it took.</param>
    /// <param name="Delay">The wait before the next attempt.</param>
    internal sealed record TaskRetrying(long Number, DateTimeOffset Time, string Run, int Task, int Attempt, RecordedEnd End, TimeSpan Start, TimeSpan Duration, TimeSpan Delay)
        : RecordedEvent(Number, Time, Run);

    /// <summary>A task has reached its final state, whether it ran or not.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="State">The state.</param>
    /// <param name="End">How.</param>
    /// <param name="Because">The task whose failure kept it from running; null: none.</param>
    /// <param name="Start">When it started; zero for one that was not run.</param>
    /// <param name="Duration">How long it took.</param>
    /// <param name="Attempts">The number of attempts; 0 for one that was not run.</param>
    /// <param name="Results">Its results by name.</param>
    internal sealed record TaskFinished(
        long Number,
        DateTimeOffset Time,
        string Run,
        int Task,
        TaskState State,
        RecordedEnd End,
        int? Because,
        TimeSpan Start,
        TimeSpan Duration,
        int Attempts,
        IReadOnlyDictionary<string, string> Results) : RecordedEvent(Number, Time, Run);

    /// <summary>From now on nothing new starts.</summary>
    /// <param name="Cause"><c>failure</c>, <c>signal</c>, <c>timeout</c>, <c>canceled</c> or <c>fault</c>.</param>
    /// <param name="Words">Why, phrased to follow "the run was stopped ".</param>
    /// <param name="Task">The task that failed first; null: the cause is another.</param>
    /// <param name="Signal">The signal that asked for it; null: none.</param>
    /// <param name="CleanUp">The clean-up tasks that will follow, as far as known by then.</param>
    internal sealed record RunStopping(long Number, DateTimeOffset Time, string Run, string Cause, string Words, int? Task, string? Signal, IReadOnlyList<int> CleanUp)
        : RecordedEvent(Number, Time, Run);

    /// <summary>A reporter failed, and gets no more events.</summary>
    /// <param name="Reporter">Its name.</param>
    /// <param name="Error">Why, in one line.</param>
    internal sealed record ReporterFailed(long Number, DateTimeOffset Time, string Run, string Reporter, string Error) : RecordedEvent(Number, Time, Run);

    /// <summary>Processes that tasks left in the background were ended.</summary>
    /// <param name="Count">How many.</param>
    internal sealed record LeftoversEnded(long Number, DateTimeOffset Time, string Run, int Count) : RecordedEvent(Number, Time, Run);

    /// <summary>The file or the command line is wrong, and nothing was run.</summary>
    /// <param name="What">The problem.</param>
    internal sealed record Problem(long Number, DateTimeOffset Time, string Run, RecordedProblem What) : RecordedEvent(Number, Time, Run);

    /// <summary>The run has ended; comes last.</summary>
    /// <param name="ExitCode">The exit code of dagrs.</param>
    /// <param name="Duration">How long it took.</param>
    /// <param name="Counts">How many tasks are in each final state; states without tasks are left out.</param>
    internal sealed record RunFinished(long Number, DateTimeOffset Time, string Run, int ExitCode, TimeSpan Duration, IReadOnlyList<KeyValuePair<TaskState, int>> Counts)
        : RecordedEvent(Number, Time, Run);
}
