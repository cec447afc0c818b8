using System.Runtime.InteropServices;
using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>Options of a task besides its name and work. Immutable; may be shared by any number of tasks.</summary>
public sealed record TaskOptions
{
    /// <summary>How long one attempt may take; null: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than zero, or longer than 49 days.</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is { } limit ? Limits.Positive(limit, nameof(Timeout)) : null;
    }

    /// <summary>Whether and when it is retried; null: never.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Which of its failures do not fail the run; null: none.</summary>
    public AllowedFailure? AllowFailure { get; init; }

    /// <summary>Whether it runs, by the states of all its predecessors, direct and indirect.</summary>
    public When When { get; init; }

    /// <summary>
    /// Whether it runs; called when all its predecessors have finished. False: it is skipped, which counts as success for its dependents. A task
    /// whose condition throws fails. Called on a thread of the run, so it must not block. Null: it runs.
    /// </summary>
    public Func<TaskContext, bool>? If { get; init; }

    /// <summary>
    /// The resources it takes while it runs, by name: <c>cpus</c> (slots of the run; 1 by default), <c>memory</c> (bytes), and others, whose totals
    /// are options of the run.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An amount is less than 1.</exception>
    public IReadOnlyDictionary<string, long> Resources
    {
        get;
        init => field = Model.Resources.Checked(value, 1, nameof(Resources));
    } = Model.Resources.None;

    /// <summary>For commands: the working directory, relative to that of the program; null: that of the program.</summary>
    public string? Directory
    {
        get;
        init => field = value is not "" && value?.Contains('\0', StringComparison.Ordinal) != true
            ? value
            : throw new ArgumentException("a directory must not be empty or contain NUL; null means the program's own", nameof(Directory));
    }

    /// <summary>For commands: variables that are added to the environment of the program, or override it; null: none.</summary>
    public IReadOnlyDictionary<string, string>? Environment
    {
        get;
        init => field = CheckedVariables(value);
    }

    /// <summary>For commands: what interprets a script that names no interpreter itself; null: the system's shell.</summary>
    public Interpreter? Shell { get; init; }

    /// <summary>For commands: the exit codes that mean success; null: 0 alone.</summary>
    public IReadOnlyCollection<int>? SuccessCodes
    {
        get;
        init => field = value is not { Count: 0 } ? value : throw new ArgumentException("without a success code every task would fail; null means 0 alone", nameof(SuccessCodes));
    }

    /// <summary>
    /// For commands: true for one that gets the terminal, if there is one, while it runs: it may ask for a password or be an editor. Such commands
    /// run one at a time, and their output is not captured.
    /// </summary>
    public bool Interactive { get; init; }

    /// <summary>
    /// For commands: true for a service, which keeps running while others need it. It takes no slot, starts when the first task that needs it is
    /// about to run, and is stopped when all its dependents, direct and indirect, have finished. A task of <see cref="Model.When.Always"/> that is no
    /// direct dependent starts when the service has stopped. A service without dependents lives until the run is stopped, if it is a target or if
    /// there is nothing but services. <see cref="Timeout"/> and <see cref="Retry"/> count until it is ready.
    /// </summary>
    public bool Service { get; init; }

    /// <summary>For services: when it is ready, so that its dependents may start; null: once it has started.</summary>
    public ReadyCheck? Ready { get; init; }

    /// <summary>For services: the signal that asks it to stop; null: SIGTERM, or none where there is a <see cref="StopCommand"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no signal that asks a process to stop.</exception>
    public PosixSignal? StopSignal
    {
        get;
        init => field = value is null || Model.StopSignal.NameOf(value.Value.ToString()) is not null ? value : throw Limits.Refuse(nameof(StopSignal), $"{value} is not a signal that asks a process to stop");
    }

    /// <summary>For services: how long it may take to stop before it is killed; null: the grace period of the run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than zero, or longer than 49 days.</exception>
    public TimeSpan? StopGrace
    {
        get;
        init => field = value is { } grace ? Limits.Positive(grace, nameof(StopGrace)) : null;
    }

    /// <summary>For services: a command that asks it to stop; null: a signal does.</summary>
    public Command? StopCommand { get; init; }

    /// <exception cref="ArgumentException">An option is set that only a service may have, or that a service may not have.</exception>
    internal TaskSettings ToSettings() => new()
    {
        Service = ToService(),
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

    /// <exception cref="ArgumentException">An option is set that only a command may have.</exception>
    internal TaskSettings ToCodeSettings()
    {
        var wrong = Directory is not null ? nameof(Directory)
            : Environment is not null ? nameof(Environment)
            : Shell is not null ? nameof(Shell)
            : SuccessCodes is not null ? nameof(SuccessCodes)
            : Interactive ? nameof(Interactive)
            : Service ? nameof(Service)
            : null;
        return wrong is null ? ToSettings() : throw new ArgumentException($"'{wrong}' is for commands, and this task is a function", wrong);
    }

    private ServiceSettings? ToService()
    {
        if (!Service)
        {
            var lonely = Ready is not null ? nameof(Ready) : StopSignal is not null ? nameof(StopSignal) : StopGrace is not null ? nameof(StopGrace) : StopCommand is not null ? nameof(StopCommand) : null;
            return lonely is null ? null : throw new ArgumentException($"'{lonely}' is for services, and this task is not one; set {nameof(Service)}", lonely);
        }

        var wrong = Resources.Count > 0 ? nameof(Resources) : Interactive ? nameof(Interactive) : null;
        return wrong is not null ? throw new ArgumentException($"'{wrong}' is not for services", wrong) : new()
        {
            Ready = Ready,
            StopSignal = StopSignal?.ToString(),
            StopGrace = StopGrace,
            StopCommand = StopCommand,
        };
    }

    private static IReadOnlyDictionary<string, string>? CheckedVariables(IReadOnlyDictionary<string, string>? variables)
    {
        foreach (var (name, value) in variables ?? TaskSettings.Default.Environment)
        {
            if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
            {
                throw Limits.Refuse(nameof(Environment), $"'{name}' is not a valid variable name: it is empty, or contains '=' or NUL");
            }

            if (value is null || value.Contains('\0', StringComparison.Ordinal))
            {
                throw Limits.Refuse(nameof(Environment), $"the variable '{name}' has no value, or its value contains NUL");
            }

            if (name is "DAGRS_RUN" or "DAGRS_TASK" or "DAGRS_ATTEMPT")
            {
                throw Limits.Refuse(nameof(Environment), $"the variable '{name}' is reserved: it is set for each task, to find the processes that the task leaves behind; use another name");
            }
        }

        return variables;
    }
}
