using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events;

/// <summary>Why a task was never started.</summary>
public abstract record NotRunReason
{
    private NotRunReason()
    {
    }

    /// <summary>The reason in words that follow "not run: ".</summary>
    public abstract string Words { get; }

    /// <summary>A task that it comes after, near or far, failed.</summary>
    /// <param name="Failed">That task.</param>
    public sealed record AfterFailure(TaskNode Failed) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => $"'{OneLine.Of(Failed.Id)}' failed";
    }

    /// <summary>The run was stopped before its turn came.</summary>
    /// <param name="Cause">Why the run was stopped.</param>
    public sealed record RunStopped(StopCause Cause) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => $"the run was stopped {Cause.Words}";
    }
}
