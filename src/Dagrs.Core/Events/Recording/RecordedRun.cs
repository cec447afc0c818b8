namespace Dagrs.Core.Events.Recording;

/// <summary>
/// All that is known of a run, over or not, as data: what every report is made of. It is made from the events of a run or from the same events
/// read back, and knows neither. Immutable.
/// </summary>
internal sealed record RecordedRun
{
    /// <summary>The run's id: what tasks see as <c>DAGRS_RUN</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The version of dagrs that ran it.</summary>
    public required string Version { get; init; }

    /// <summary>The file as the user gave it; null: the graph was made in code.</summary>
    public string? File { get; init; }

    /// <summary>The folder in which dagrs was started; null: not known.</summary>
    public string? Folder { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it took, or has taken so far.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What dagrs exited with; null: the run has not come to its end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it was stopped early, in words that follow "the run was stopped "; null: it was not.</summary>
    public string? Stop { get; init; }

    /// <summary>How many tasks may run at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>What runs commands: <c>direct</c>, <c>cliwrap</c> or <c>custom</c>; null: not known.</summary>
    public string? Executor { get; init; }

    /// <summary><c>eager</c>, or <c>waves</c> where a wave starts only when the one before it has ended.</summary>
    public string Schedule { get; init; } = "eager";

    /// <summary>How much there is of what tasks share, by name; memory in bytes.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = new Dictionary<string, long>();

    /// <summary>The tasks in the order of the file.</summary>
    public IReadOnlyList<RecordedTask> Tasks { get; init; } = [];

    /// <summary>The chain of tasks that took longest, as places in <see cref="Tasks"/>, first to last.</summary>
    public IReadOnlyList<int> CriticalPath { get; init; } = [];

    /// <summary>What is wrong with the file or the command line; then there was no run, and no task.</summary>
    public IReadOnlyList<RecordedProblem> Problems { get; init; } = [];

    /// <summary>What people should know of the run itself, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
