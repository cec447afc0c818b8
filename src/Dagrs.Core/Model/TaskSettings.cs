using System.Collections.Frozen;

namespace Dagrs.Core.Model;

/// <summary>How a task runs. Can be set for one task or as a default. Null means not set. Immutable.</summary>
public sealed record TaskSettings
{
    /// <summary>Nothing set.</summary>
    public static TaskSettings Default { get; } = new();

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether and when it is retried.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Which of its failures do not fail the run.</summary>
    public AllowedFailure? AllowFailure { get; init; }

    /// <summary>The exit codes that mean success; null: 0 alone.</summary>
    public IReadOnlyCollection<int>? SuccessCodes { get; init; }

    /// <summary>The working directory; null: that of dagrs.</summary>
    public string? Directory { get; init; }

    /// <summary>What interprets a script; null: the system's shell.</summary>
    public Interpreter? Shell { get; init; }

    /// <summary>The resources it takes, by name; one slot of the run unless <c>cpus</c> is set.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = Model.Resources.None;

    /// <summary>Whether it runs, by the states of all its predecessors, direct and indirect.</summary>
    public When When { get; init; }

    /// <summary>True for a command that gets the terminal of dagrs, if there is one, while it runs.</summary>
    public bool Interactive { get; init; }

    /// <summary>Whether it runs; called with its context when it is about to start. Null: it runs.</summary>
    internal Func<object, bool>? If { get; init; }

    /// <summary>What, besides its files, decides whether it can be reused; null: not set.</summary>
    internal ReuseSettings? Reuse { get; init; }

    /// <summary>What makes it a service; null: it is none.</summary>
    internal ServiceSettings? Service { get; init; }

    /// <summary>What runs its command.</summary>
    internal ExecutorKind? Executor { get; init; }

    /// <summary>What it requests from a cluster where it runs there; null: not set.</summary>
    internal ClusterSettings? Cluster { get; init; }

    /// <summary>Variables that are added to the environment of dagrs, or override it.</summary>
    /// <exception cref="ArgumentException">A name is invalid for a variable, or is one that dagrs itself sets, such as <c>DAGRS_RUN</c>.</exception>
    public IReadOnlyDictionary<string, string> Environment { get; init => field = Checked(value, nameof(Environment)); } = FrozenDictionary<string, string>.Empty;

    /// <summary>These settings where they are set, the weaker ones elsewhere; variables one by one.</summary>
    public TaskSettings Over(TaskSettings weaker)
    {
        if (weaker == Default)
        {
            return this;
        }

        return this == Default ? weaker : new()
        {
            Timeout = Timeout ?? weaker.Timeout,
            Retry = Retry ?? weaker.Retry,
            AllowFailure = AllowFailure ?? weaker.AllowFailure,
            SuccessCodes = SuccessCodes ?? weaker.SuccessCodes,
            Directory = Directory ?? weaker.Directory,
            Shell = Shell ?? weaker.Shell,
            Resources = Resources.Count == 0 && Service is null ? weaker.Resources : Resources, // a service takes none
            When = When,
            Interactive = Interactive,
            If = If,
            Reuse = Service is null ? ReuseSettings.Merge(Reuse, weaker.Reuse) : Reuse,
            Service = Service,
            Executor = Executor ?? weaker.Executor,
            Cluster = ClusterSettings.Merge(Cluster, weaker.Cluster),
            Environment = Merge(Environment, weaker.Environment),
        };
    }

    private static IReadOnlyDictionary<string, string> Checked(IReadOnlyDictionary<string, string> variables, string property)
    {
        ArgumentNullException.ThrowIfNull(variables, property);
        foreach (var name in variables.Keys)
        {
            if (ReservedVariables.ProblemOf(name) is { } problem)
            {
                throw new ArgumentException($"'{OneLine.Of(name, 100)}' {problem}", property);
            }
        }

        return variables;
    }

    private static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> strong, IReadOnlyDictionary<string, string> weak)
    {
        if (strong.Count == 0 || weak.Count == 0)
        {
            return strong.Count == 0 ? weak : strong;
        }

        var all = new Dictionary<string, string>(weak, StringComparer.Ordinal);
        foreach (var (name, value) in strong)
        {
            all[name] = value;
        }

        return all;
    }
}
