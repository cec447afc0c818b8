namespace Dagrs.Core.Model;

/// <summary>The state of a task. Every task of a finished run is in exactly one of the states after <see cref="Running"/>.</summary>
public enum TaskState : byte
{
    /// <summary>Not started: a predecessor is unfinished, or no slot is free.</summary>
    Pending,

    /// <summary>Started and not finished.</summary>
    Running,

    /// <summary>Finished successfully; its dependents may run.</summary>
    Succeeded,

    /// <summary>Finished without success, or could not be started; its dependents do not run, except clean-up.</summary>
    Failed,

    /// <summary>Failed, and was allowed to; its dependents may run.</summary>
    FailedAllowed,

    /// <summary>Exceeded its time limit and was stopped.</summary>
    TimedOut,

    /// <summary>Was running and was stopped because the run was.</summary>
    Canceled,

    /// <summary>Never started: a predecessor failed, or the run was stopped.</summary>
    NotRun,

    /// <summary>Not started, because there was nothing to do; its dependents may run.</summary>
    Skipped,

    /// <summary>Not started, because its outputs are already what it would make; its dependents may run.</summary>
    UpToDate,
}
