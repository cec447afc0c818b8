using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events;

/// <summary>Why a task was never started, or was skipped.</summary>
public abstract record NotRunReason
{
    private NotRunReason()
    {
    }

    /// <summary>The reason in words that follow "not run: " or "skipped: ".</summary>
    public abstract string Words { get; }

    /// <summary>The task that failed, near or far before it; null when the run was stopped before its turn came.</summary>
    public TaskNode? FailedTask => (this as AfterFailure)?.Failed;

    /// <summary>Why the run was stopped before its turn came; null when a task before it failed.</summary>
    public StopCause? Stop => (this as RunStopped)?.Cause;

    /// <summary>A task that it comes after, near or far, failed.</summary>
    /// <param name="Failed">That task.</param>
    internal sealed record AfterFailure(TaskNode Failed) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => $"'{OneLine.Of(Failed.Id)}' failed";
    }

    /// <summary>It runs only after a failure, and there was none before it.</summary>
    internal sealed record NothingFailed : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => "nothing before it failed";
    }

    /// <summary>Its own condition did not hold.</summary>
    /// <param name="Condition">The condition as written.</param>
    internal sealed record ConditionFalse(string Condition) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => $"its condition is false: {OneLine.Of(Condition)}";
    }

    /// <summary>It stands for many, and there is not one of them.</summary>
    internal sealed record EmptyMatrix : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => "its matrix is empty";
    }

    /// <summary>The run was stopped before its turn came.</summary>
    /// <param name="Cause">Why the run was stopped.</param>
    internal sealed record RunStopped(StopCause Cause) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => $"the run was stopped {Cause.Words}";
    }
}
