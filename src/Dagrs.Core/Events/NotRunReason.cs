using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events;

/// <summary>Why a task was never started, or was skipped.</summary>
public abstract record NotRunReason
{
    private NotRunReason()
    {
    }

    /// <summary>The reason, phrased to follow "not run: " or "skipped: ".</summary>
    public abstract string Words { get; }

    /// <summary>The predecessor, direct or indirect, that failed; null when the run was stopped before its turn came.</summary>
    public TaskNode? FailedTask => (this as AfterFailure)?.Failed ?? (this as ServiceEnded)?.Service;

    /// <summary>Why the run was stopped before its turn came; null when a predecessor failed.</summary>
    public StopCause? Stop => (this as RunStopped)?.Cause;

    /// <summary>A predecessor, direct or indirect, failed.</summary>
    /// <param name="Failed">That task.</param>
    internal sealed record AfterFailure(TaskNode Failed) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => $"'{OneLine.Of(Failed.Id)}' failed";
    }

    /// <summary>A service that it needs ended by itself.</summary>
    /// <param name="Service">The service.</param>
    internal sealed record ServiceEnded(TaskNode Service) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => $"service '{OneLine.Of(Service.Id)}' ended";
    }

    /// <summary>It is a service, and nothing that needs it runs.</summary>
    internal sealed record NotNeeded : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => "nothing that runs needs it";
    }

    /// <summary>It runs only after a failure, and no predecessor failed.</summary>
    internal sealed record NothingFailed : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => "nothing before it failed";
    }

    /// <summary>There is nothing to do: its condition is false, or its matrix has no combinations.</summary>
    /// <param name="Why">Why, in words.</param>
    internal sealed record NothingToDo(string Why) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => OneLine.Of(Why);
    }

    /// <summary>An input of it, or of a predecessor, changed during the run: it waits for the next run.</summary>
    /// <param name="What">What changed, in words.</param>
    internal sealed record InputChanged(string What) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => What;
    }

    /// <summary>The run was stopped before its turn came.</summary>
    /// <param name="Cause">Why the run was stopped.</param>
    internal sealed record RunStopped(StopCause Cause) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => $"the run was stopped {Cause.Words}";
    }
}
