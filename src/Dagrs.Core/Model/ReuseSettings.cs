namespace Dagrs.Core.Model;

/// <summary>What besides files the result of a task hangs on, for how long it counts and where it is kept: what may be said for one task or for all. Null means that nothing was said. Immutable.</summary>
internal sealed record ReuseSettings
{
    /// <summary>Names, or patterns of names, of variables from outside.</summary>
    public IReadOnlyList<string>? Variables { get; init; }

    /// <summary>Commands whose output counts.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>How long a success counts.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether what it made is kept for other times and other machines.</summary>
    public bool? IsCached { get; init; }

    /// <summary>Whether its recorded outputs are to be removed before it runs.</summary>
    public bool? IsCleaned { get; init; }

    /// <summary>The stronger where it says something, the weaker where it does not; null: neither does.</summary>
    public static ReuseSettings? Merge(ReuseSettings? strong, ReuseSettings? weak) => strong is null || weak is null ? strong ?? weak : new()
    {
        Variables = strong.Variables ?? weak.Variables,
        Tools = strong.Tools ?? weak.Tools,
        MaxAge = strong.MaxAge ?? weak.MaxAge,
        IsCached = strong.IsCached ?? weak.IsCached,
        IsCleaned = strong.IsCleaned ?? weak.IsCleaned,
    };
}
