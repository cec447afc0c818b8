namespace Dagrs.Core.Model;

/// <summary>What has become of a task. Every task of a finished run is in exactly one of the states after <see cref="Running"/>.</summary>
public enum TaskState : byte
{
    /// <summary>Not started: a predecessor is unfinished, or no slot is free.</summary>
    Pending,

    /// <summary>Started and not ended.</summary>
    Running,

    /// <summary>Ended with success; what comes after it may run.</summary>
    Succeeded,

    /// <summary>Ended without success, or could not be started; what comes after it does not run.</summary>
    Failed,

    /// <summary>Failed, and was allowed to; what comes after it may run.</summary>
    FailedAllowed,

    /// <summary>Ran longer than it may and was stopped.</summary>
    TimedOut,

    /// <summary>Was running and was stopped because the run was.</summary>
    Canceled,

    /// <summary>Never started: a task before it failed, or the run was stopped.</summary>
    NotRun,

    /// <summary>Not started, since nothing was to be done; what comes after it may run.</summary>
    Skipped,

    /// <summary>Not started, since what it makes is there and is what it would make; what comes after it may run.</summary>
    UpToDate,
}
