namespace Dagrs.Core.Model;

/// <summary>
/// What besides files the result of a task depends on, how long it is valid and where it is kept. Can be set for one task or as a default. Null means
/// not set. Immutable.
/// </summary>
internal sealed record ReuseSettings
{
    /// <summary>Names of external variables, or patterns for them.</summary>
    public IReadOnlyList<string>? Variables { get; init; }

    /// <summary>Commands whose output is part of the fingerprint.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>How long a success stays valid.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether its outputs are kept in the cache.</summary>
    public bool? IsCached { get; init; }

    /// <summary>Whether its recorded outputs are removed before it runs.</summary>
    public bool? IsCleaned { get; init; }

    /// <summary>The stronger settings where they are set, the weaker ones elsewhere; null: neither has any.</summary>
    public static ReuseSettings? Merge(ReuseSettings? strong, ReuseSettings? weak) => strong is null || weak is null ? strong ?? weak : new()
    {
        Variables = strong.Variables ?? weak.Variables,
        Tools = strong.Tools ?? weak.Tools,
        MaxAge = strong.MaxAge ?? weak.MaxAge,
        IsCached = strong.IsCached ?? weak.IsCached,
        IsCleaned = strong.IsCleaned ?? weak.IsCleaned,
    };
}
