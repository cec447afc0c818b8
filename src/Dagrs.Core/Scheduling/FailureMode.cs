namespace Dagrs.Core.Scheduling;

/// <summary>What a run does when a task fails. The dependents of a failed task never start, in any mode, except clean-up.</summary>
public enum FailureMode : byte
{
    /// <summary>Start nothing new and let running tasks finish.</summary>
    Drain,

    /// <summary>Run everything that does not depend on a failed task.</summary>
    KeepGoing,

    /// <summary>Start nothing new and stop what is running.</summary>
    FailFast,
}
