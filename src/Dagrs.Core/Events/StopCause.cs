using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events;

/// <summary>Why a run starts nothing new.</summary>
public abstract record StopCause
{
    private StopCause()
    {
    }

    /// <summary>The cause, phrased to follow "the run was stopped ".</summary>
    public abstract string Words { get; }

    /// <summary>A task failed, and the run does not keep going.</summary>
    /// <param name="Task">The first task that failed.</param>
    public sealed record Failure(TaskNode Task) : StopCause
    {
        /// <inheritdoc/>
        public override string Words => $"after '{OneLine.Of(Task.Id)}' failed";
    }

    /// <summary>A signal asked for it.</summary>
    /// <param name="Name">The signal's name, such as <c>SIGINT</c>.</param>
    internal sealed record Signal(string Name) : StopCause
    {
        /// <inheritdoc/>
        public override string Words => $"by {Name}";
    }

    /// <summary>An internal error in the program that runs it.</summary>
    internal sealed record Fault : StopCause
    {
        /// <inheritdoc/>
        public override string Words => "because dagrs itself failed";
    }

    /// <summary>The run exceeded its time limit.</summary>
    /// <param name="Limit">The time limit.</param>
    public sealed record Timeout(TimeSpan Limit) : StopCause
    {
        /// <inheritdoc/>
        public override string Words => FormattableString.Invariant($"after its time limit of {Limit.TotalSeconds:0.###} s");
    }

    /// <summary>The caller canceled it.</summary>
    public sealed record Canceled : StopCause
    {
        /// <inheritdoc/>
        public override string Words => "by its caller";
    }
}
