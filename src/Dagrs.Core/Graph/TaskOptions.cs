using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>What may be said of a task besides its name and work. Immutable; may be used for any number of tasks.</summary>
public sealed record TaskOptions
{
    /// <summary>How long one attempt may take; null: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than zero, or longer than 49 days.</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is { } limit ? Limits.Positive(limit, nameof(Timeout)) : null;
    }

    /// <summary>Whether and when it is tried again; null: never.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Which of its failures do not fail the run; null: none.</summary>
    public AllowedFailure? AllowFailure { get; init; }

    /// <summary>Whether it runs, by what has become of all that stands before it.</summary>
    public When When { get; init; }

    /// <summary>
    /// Whether it runs, asked when all it comes after is over; false: it is skipped, which is a success for what comes after it. A task whose condition throws
    /// fails. Called on a thread of the run, so it must not block. Null: it runs.
    /// </summary>
    public Func<TaskContext, bool>? If { get; init; }

    /// <summary>
    /// What it takes of what is scarce while it runs, by name: <c>cpus</c> (slots of the run, 1 where nothing is said), <c>memory</c> (bytes), and others,
    /// of which the run says how much there is.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An amount is less than 1.</exception>
    public IReadOnlyDictionary<string, long> Resources
    {
        get;
        init => field = Model.Resources.Checked(value, 1, nameof(Resources));
    } = Model.Resources.None;

    /// <summary>For commands: the working directory, a relative one counted from that of the program; null: that of the program.</summary>
    public string? Directory
    {
        get;
        init => field = value is not "" && value?.Contains('\0', StringComparison.Ordinal) != true
            ? value
            : throw new ArgumentException("a directory needs a name, without NUL; null is that of the program", nameof(Directory));
    }

    /// <summary>For commands: variables that are added to the environment of the program or replace some of it; null: none.</summary>
    public IReadOnlyDictionary<string, string>? Environment
    {
        get;
        init => field = CheckedVariables(value);
    }

    /// <summary>For commands: what interprets a text that names no interpreter itself; null: the system's shell.</summary>
    public Interpreter? Shell { get; init; }

    /// <summary>For commands: the exit codes that are success, in place of 0; null: 0 alone.</summary>
    public IReadOnlyCollection<int>? SuccessCodes
    {
        get;
        init => field = value is not { Count: 0 } ? value : throw new ArgumentException("with no exit code that is success every end would be a failure; null is 0 alone", nameof(SuccessCodes));
    }

    /// <summary>
    /// For commands: true for one that gets the terminal while it runs, where there is one: it may ask for a password or be an editor. Such commands run one at
    /// a time, and their output is not captured.
    /// </summary>
    public bool Interactive { get; init; }

    internal TaskSettings ToSettings() => new()
    {
        Timeout = Timeout,
        Retry = Retry,
        AllowFailure = AllowFailure,
        When = When,
        If = If is { } condition ? context => condition((TaskContext)context) : null,
        Resources = Resources,
        Directory = Directory,
        Environment = Environment ?? TaskSettings.Default.Environment,
        Shell = Shell,
        SuccessCodes = SuccessCodes,
        Interactive = Interactive,
    };

    /// <exception cref="ArgumentException">Something is said that only a command has.</exception>
    internal TaskSettings ToCodeSettings()
    {
        var wrong = Directory is not null ? nameof(Directory)
            : Environment is not null ? nameof(Environment)
            : Shell is not null ? nameof(Shell)
            : SuccessCodes is not null ? nameof(SuccessCodes)
            : Interactive ? nameof(Interactive)
            : null;
        return wrong is null ? ToSettings() : throw new ArgumentException($"'{wrong}' is for commands, and this task is a function", wrong);
    }

    private static IReadOnlyDictionary<string, string>? CheckedVariables(IReadOnlyDictionary<string, string>? variables)
    {
        foreach (var (name, value) in variables ?? TaskSettings.Default.Environment)
        {
            if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
            {
                throw Limits.Refuse(nameof(Environment), $"'{name}' is no name of a variable: it is empty, or holds '=' or NUL");
            }

            if (value is null || value.Contains('\0', StringComparison.Ordinal))
            {
                throw Limits.Refuse(nameof(Environment), $"the variable '{name}' has no value, or one that holds NUL");
            }

            if (name is "DAGRS_RUN" or "DAGRS_TASK" or "DAGRS_ATTEMPT")
            {
                throw Limits.Refuse(nameof(Environment), $"the variable '{name}' is set for each task, and what a task leaves behind is found by it; use another name");
            }
        }

        return variables;
    }
}
