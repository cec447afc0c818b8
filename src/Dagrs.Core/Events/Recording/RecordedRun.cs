namespace Dagrs.Core.Events.Recording;

/// <summary>
/// All that is known of a run, finished or not, as data: the source of every report. It is built from the events of a run, live or parsed, and knows
/// neither. Immutable.
/// </summary>
internal sealed record RecordedRun
{
    /// <summary>The run's id: what tasks see as <c>DAGRS_RUN</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The version of dagrs that ran it.</summary>
    public required string Version { get; init; }

    /// <summary>The file as the user gave it; null: the graph was built in code.</summary>
    public string? File { get; init; }

    /// <summary>The folder in which dagrs was started; null: unknown.</summary>
    public string? Folder { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it took, or has taken so far.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The exit code of dagrs; null: the run has not finished.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it was stopped early, phrased to follow "the run was stopped "; null: it was not.</summary>
    public string? Stop { get; init; }

    /// <summary>How many tasks may run in parallel.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>What runs commands: <c>direct</c>, <c>cliwrap</c>, <c>slurm</c> or <c>custom</c>; null: unknown.</summary>
    public string? Executor { get; init; }

    /// <summary><c>eager</c>, or <c>waves</c> where a wave starts only when the one before it has ended.</summary>
    public string Schedule { get; init; } = "eager";

    /// <summary>The totals of the resources that tasks share, by name; memory in bytes.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = new Dictionary<string, long>();

    /// <summary>The tasks in file order.</summary>
    public IReadOnlyList<RecordedTask> Tasks { get; init; } = [];

    /// <summary>The chain of tasks that took longest, as positions in <see cref="Tasks"/>, first to last.</summary>
    public IReadOnlyList<int> CriticalPath { get; init; } = [];

    /// <summary>The problems with the file or the command line; then there was no run, and there are no tasks.</summary>
    public IReadOnlyList<RecordedProblem> Problems { get; init; } = [];

    /// <summary>Warnings about the run itself, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
