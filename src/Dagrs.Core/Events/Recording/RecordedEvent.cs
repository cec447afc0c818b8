using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>
/// Something that happened in a run, as data: what is written as a line of the stream of events and read back from it. Tasks are places in the
/// list of <see cref="RunStarted"/>. Times but the first are counted from the start of the run.
/// </summary>
/// <param name="Number">Its number in the run, from 1.</param>
/// <param name="Time">When it happened; never before the event before it.</param>
/// <param name="Run">The run's id.</param>
internal abstract record RecordedEvent(long Number, DateTimeOffset Time, string Run)
{
    /// <summary>The run begins; comes first.</summary>
    /// <param name="Begin">The run as far as it is known before anything has happened.</param>
    internal sealed record RunStarted(long Number, DateTimeOffset Time, string Run, RecordedRun Begin) : RecordedEvent(Number, Time, Run);

    /// <summary>A task starts.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Start">When.</param>
    /// <param name="WaitedFor">The scarce thing that it lacked when its turn came, by name; null: at most a slot.</param>
    internal sealed record TaskStarted(long Number, DateTimeOffset Time, string Run, int Task, TimeSpan Start, string? WaitedFor) : RecordedEvent(Number, Time, Run);

    /// <summary>A process of a task has started.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">Which attempt this is, from 1.</param>
    /// <param name="Pid">The process.</param>
    internal sealed record ProcessStarted(long Number, DateTimeOffset Time, string Run, int Task, int Attempt, int Pid) : RecordedEvent(Number, Time, Run);

    /// <summary>A task gets the terminal, so that what it writes is not known.</summary>
    /// <param name="Task">The task.</param>
    internal sealed record TerminalLent(long Number, DateTimeOffset Time, string Run, int Task) : RecordedEvent(Number, Time, Run);

    /// <summary>A service is ready: what needs it may start.</summary>
    /// <param name="Task">The service.</param>
    /// <param name="Moment">When, counted from the start of the run.</param>
    internal sealed record ServiceReady(long Number, DateTimeOffset Time, string Run, int Task, TimeSpan Moment) : RecordedEvent(Number, Time, Run);

    /// <summary>Nobody needs a service any more, and it is asked to end.</summary>
    /// <param name="Task">The service.</param>
    internal sealed record ServiceStopping(long Number, DateTimeOffset Time, string Run, int Task) : RecordedEvent(Number, Time, Run);

    /// <summary>A task has written something: lines cut anywhere, no character in two events.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Channel">Where it wrote to.</param>
    /// <param name="Bytes">What it wrote; at most <see cref="EventRecorder.MostBytes"/>.</param>
    /// <param name="GoesOn">True when it was too long for one event and the next one of the task goes on with it.</param>
    /// <param name="LeftOut">How many bytes the task wrote right before that and are not kept.</param>
    internal sealed record TaskOutput(
        long Number,
        DateTimeOffset Time,
        string Run,
        int Task,
        OutputChannel Channel,
        ReadOnlyMemory<byte> Bytes,
        bool GoesOn,
        long LeftOut = 0) : RecordedEvent(Number, Time, Run);

    /// <summary>Something about a task that people should know.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Message">One line of lower-case words.</param>
    internal sealed record TaskWarned(long Number, DateTimeOffset Time, string Run, int Task, string Message) : RecordedEvent(Number, Time, Run);

    /// <summary>A task that could be up to date was looked at: it is, or it runs.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="IsUpToDate">True when it need not run.</param>
    /// <param name="Why">Why, in one line; empty for one that is up to date without more.</param>
    /// <param name="Differences">What differs from its last success, one line each.</param>
    internal sealed record TaskJudged(long Number, DateTimeOffset Time, string Run, int Task, bool IsUpToDate, string Why, IReadOnlyList<string> Differences)
        : RecordedEvent(Number, Time, Run);

    /// <summary>An attempt of a task failed and it will be tried again.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">Which attempt failed, from 1.</param>
    /// <param name="End">How.</param>
    /// <param name="Start">When the attempt began.</param>
    /// <param name="Duration">How long it took.</param>
    /// <param name="Delay">The wait before the next attempt.</param>
    internal sealed record TaskRetrying(long Number, DateTimeOffset Time, string Run, int Task, int Attempt, RecordedEnd End, TimeSpan Start, TimeSpan Duration, TimeSpan Delay)
        : RecordedEvent(Number, Time, Run);

    /// <summary>A task has come to its final state, whether it ran or not.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="State">The state.</param>
    /// <param name="End">How.</param>
    /// <param name="Because">The task whose failure kept it from running; null: none did.</param>
    /// <param name="Start">When it started; zero for one that was not run.</param>
    /// <param name="Duration">How long it took.</param>
    /// <param name="Attempts">How often it was tried; 0 for one that was not run.</param>
    /// <param name="Results">What it gave by name.</param>
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

    /// <summary>From now on nothing new is started.</summary>
    /// <param name="Cause"><c>failure</c>, <c>signal</c>, <c>timeout</c>, <c>canceled</c> or <c>fault</c>.</param>
    /// <param name="Words">Why, in words that follow "the run was stopped ".</param>
    /// <param name="Task">The task that failed first; null: none did, or it is another cause.</param>
    /// <param name="Signal">The signal that asked for it; null: none did.</param>
    /// <param name="CleanUp">The tasks that clean up after it, as far as is known by then.</param>
    internal sealed record RunStopping(long Number, DateTimeOffset Time, string Run, string Cause, string Words, int? Task, string? Signal, IReadOnlyList<int> CleanUp)
        : RecordedEvent(Number, Time, Run);

    /// <summary>Whoever was told of the run failed, and is told nothing more.</summary>
    /// <param name="Reporter">Who.</param>
    /// <param name="Error">Why, in one line.</param>
    internal sealed record ReporterFailed(long Number, DateTimeOffset Time, string Run, string Reporter, string Error) : RecordedEvent(Number, Time, Run);

    /// <summary>Processes that tasks left in the background have been ended.</summary>
    /// <param name="Count">How many.</param>
    internal sealed record LeftoversEnded(long Number, DateTimeOffset Time, string Run, int Count) : RecordedEvent(Number, Time, Run);

    /// <summary>Something is wrong with the file or the command line, and nothing was run.</summary>
    /// <param name="What">What.</param>
    internal sealed record Problem(long Number, DateTimeOffset Time, string Run, RecordedProblem What) : RecordedEvent(Number, Time, Run);

    /// <summary>The run has ended; comes last.</summary>
    /// <param name="ExitCode">What dagrs exits with.</param>
    /// <param name="Duration">How long it took.</param>
    /// <param name="Counts">How many tasks are in each final state; those in which none is are left out.</param>
    internal sealed record RunFinished(long Number, DateTimeOffset Time, string Run, int ExitCode, TimeSpan Duration, IReadOnlyList<KeyValuePair<TaskState, int>> Counts)
        : RecordedEvent(Number, Time, Run);
}
