using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>What may be said of a C# task besides its name and work. Immutable.</summary>
public sealed record TaskOptions
{
    /// <summary>How long one attempt may take; null: no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether and when it is tried again; null: never.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Which of its failures do not fail the run; null: none.</summary>
    public AllowedFailure? AllowFailure { get; init; }

    /// <summary>The pool whose slots it takes, besides one of the run; null: none. How large a pool is, the run says.</summary>
    public string? Pool { get; init; }

    internal TaskSettings ToSettings() => new() { Timeout = Timeout, Retry = Retry, AllowFailure = AllowFailure, Pool = Pool };
}
