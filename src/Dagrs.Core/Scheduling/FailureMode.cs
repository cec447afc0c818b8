namespace Dagrs.Core.Scheduling;

/// <summary>What a run does when a task fails. What comes after a failed task never starts, in any mode.</summary>
public enum FailureMode : byte
{
    /// <summary>Start nothing new and let running tasks finish.</summary>
    Drain,

    /// <summary>Run everything that does not come after a failure.</summary>
    KeepGoing,

    /// <summary>Start nothing new and stop what is running.</summary>
    FailFast,
}
