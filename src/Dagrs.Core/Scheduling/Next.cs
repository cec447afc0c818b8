namespace Dagrs.Core.Scheduling;

/// <summary>A task to start, and whether others could start too.</summary>
internal readonly record struct Next(int Task, bool HasMore)
{
    /// <summary>True when it must first be decided whether the task runs.</summary>
    public bool MustDecide { get; init; }

    /// <summary>Nothing can start now.</summary>
    public static Next None => new(-1, false);

    /// <summary>Nothing is left; the caller ends the run.</summary>
    public static Next End => new(-2, false);
}
