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
    public TaskNode? FailedTask => (this as AfterFailure)?.Failed ?? (this as ServiceEnded)?.Service;

    /// <summary>Why the run was stopped before its turn came; null when a task before it failed.</summary>
    public StopCause? Stop => (this as RunStopped)?.Cause;

    /// <summary>A task that it comes after, near or far, failed.</summary>
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

    /// <summary>It runs only after a failure, and there was none before it.</summary>
    internal sealed record NothingFailed : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => "nothing before it failed";
    }

    /// <summary>Nothing is to be done: its condition does not hold, or it stands for many of which there is not one.</summary>
    /// <param name="Why">Why, in words.</param>
    internal sealed record NothingToDo(string Why) : NotRunReason
    {
        /// <inheritdoc/>
        public override string Words => OneLine.Of(Why);
    }

    /// <summary>What it, or a task before it, reads has changed while the run went on: it waits for the next one.</summary>
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
