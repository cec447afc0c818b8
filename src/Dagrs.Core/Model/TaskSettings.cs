using System.Collections.Frozen;

namespace Dagrs.Core.Model;

/// <summary>How a task runs: what may be said for one task or for all. Null means that nothing was said. Immutable.</summary>
public sealed record TaskSettings
{
    /// <summary>Nothing said.</summary>
    public static TaskSettings Default { get; } = new();

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether and when it is tried again.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Which of its failures do not fail the run.</summary>
    public AllowedFailure? AllowFailure { get; init; }

    /// <summary>The exit codes that are success; 0 alone when nothing is said.</summary>
    public IReadOnlyCollection<int>? SuccessCodes { get; init; }

    /// <summary>The working directory; null: that of dagrs.</summary>
    public string? Directory { get; init; }

    /// <summary>What interprets a command's text; the system's shell when nothing is said.</summary>
    public Interpreter? Shell { get; init; }

    /// <summary>What it takes of what is scarce, by name; a slot of the run where nothing is said of <c>cpus</c>.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = Model.Resources.None;

    /// <summary>Whether it runs, by what has become of all that stands before it.</summary>
    public When When { get; init; }

    /// <summary>True for a command that gets the terminal of dagrs while it runs, where there is one.</summary>
    public bool Interactive { get; init; }

    /// <summary>Whether it runs, asked when it is about to start; gets its context. Null: it does.</summary>
    internal Func<object, bool>? If { get; init; }

    /// <summary>What makes that it need not run again, besides its files; null: nothing was said.</summary>
    internal ReuseSettings? Reuse { get; init; }

    /// <summary>What makes it a service; null: it is none.</summary>
    internal ServiceSettings? Service { get; init; }

    /// <summary>What runs its command.</summary>
    internal ExecutorKind? Executor { get; init; }

    /// <summary>What it asks of a cluster where it runs there; null: nothing was said.</summary>
    internal ClusterSettings? Cluster { get; init; }

    /// <summary>Variables that are added to the environment of dagrs or replace some of it.</summary>
    /// <exception cref="ArgumentException">A name is none that a variable can have, or one that dagrs itself sets, such as <c>DAGRS_RUN</c>.</exception>
    public IReadOnlyDictionary<string, string> Environment { get; init => field = Checked(value, nameof(Environment)); } = FrozenDictionary<string, string>.Empty;

    /// <summary>These settings where they say something, the others where they do not; variables one by one.</summary>
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
            Resources = Resources.Count == 0 && Service is null ? weaker.Resources : Resources, // a service takes nothing
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
