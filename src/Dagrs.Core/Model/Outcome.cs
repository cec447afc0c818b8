namespace Dagrs.Core.Model;

/// <summary>How one execution of a command ended. A failure is a value here, never an exception.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>A success without output.</summary>
    public static Outcome Success { get; } = new Succeeded();

    /// <summary>How it ended, phrased to follow "Task failed[name: x]. ".</summary>
    public abstract string Words { get; }

    /// <summary>Exit status 0.</summary>
    public sealed record Succeeded : Outcome
    {
        /// <summary>The standard output, when it was requested.</summary>
        public CapturedOutput Output { get; init; }

        /// <inheritdoc/>
        public override string Words => "succeeded";
    }

    /// <summary>Ended by itself with another exit status.</summary>
    /// <param name="Code">The exit status, 1 to 255 on Unix.</param>
    public sealed record Exited(int Code) : Outcome
    {
        /// <summary>The standard output, when it was requested.</summary>
        public CapturedOutput Output { get; init; }

        /// <inheritdoc/>
        public override string Words => $"exited with code {Code}";
    }

    /// <summary>Ended by a signal that this run did not send.</summary>
    /// <param name="Signal">The signal's name, such as <c>SIGSEGV</c>.</param>
    public sealed record Killed(string Signal) : Outcome
    {
        /// <summary>The exit code by which a shell reports the signal: 128 plus its number; 0 when the number is unknown.</summary>
        public int Code { get; init; }

        /// <summary>The standard output, when it was requested.</summary>
        public CapturedOutput Output { get; init; }

        /// <inheritdoc/>
        public override string Words => $"killed by {Signal}";
    }

    /// <summary>Could not be started at all.</summary>
    /// <param name="Why">The cause, in one line of lower-case words.</param>
    public sealed record NotStarted(string Why) : Outcome
    {
        /// <inheritdoc/>
        public override string Words => Why;
    }

    /// <summary>Succeeded, but did not write the results it declares.</summary>
    /// <param name="Why">What is wrong, in lower case, phrased to follow the name of the task.</param>
    internal sealed record WrongResults(string Why) : Outcome
    {
        /// <inheritdoc/>
        public override string Words => Why;
    }

    /// <summary>A cluster job ended in a way that no command does: out of memory, or without an exit status.</summary>
    /// <param name="Why">How, in lower case, phrased to follow the name of the task.</param>
    internal sealed record JobEnded(string Why) : Outcome
    {
        /// <inheritdoc/>
        public override string Words => Why;
    }

    /// <summary>A service ended by itself, while it was needed or before it was ready.</summary>
    /// <param name="How">How.</param>
    internal sealed record EndedEarly(Outcome How) : Outcome
    {
        /// <summary>True when its command ended but left processes running.</summary>
        public bool WentToBackground { get; init; }

        /// <inheritdoc/>
        public override string Words => WentToBackground ? "went to the background; run it in the foreground"
            : How is Succeeded ? "exited with code 0 while it was still needed"
            : How.Words;
    }

    /// <summary>A service that was not ready in time.</summary>
    /// <param name="Limit">How long it was allowed to take.</param>
    /// <param name="Answer">What the last check reported, in lower case.</param>
    internal sealed record NotReady(TimeSpan Limit, string Answer) : Outcome
    {
        /// <inheritdoc/>
        public override string Words => FormattableString.Invariant($"was not ready after {Limit.TotalSeconds:0.###} s: {Answer}");
    }

    /// <summary>C# code threw an exception.</summary>
    /// <param name="Error">What it threw.</param>
    public sealed record Threw(Exception Error) : Outcome
    {
        /// <inheritdoc/>
        public override string Words => $"threw {Error.GetType().Name}: {OneLine.Of(Error.Message, 1000)}";
    }

    /// <summary>Exceeded its time limit and was stopped.</summary>
    /// <param name="Limit">The time limit.</param>
    public sealed record TimedOut(TimeSpan Limit) : Outcome
    {
        /// <inheritdoc/>
        public override string Words => FormattableString.Invariant($"timed out after {Limit.TotalSeconds:0.###} s");
    }

    /// <summary>Was stopped because the run was.</summary>
    public sealed record Stopped : Outcome
    {
        /// <summary>Why this task alone was stopped, in words; null: it was not the only one.</summary>
        internal string? Why { get; init; }

        /// <inheritdoc/>
        public override string Words => Why is null ? "canceled" : $"canceled: {Why}";
    }

    /// <summary>It failed in an earlier round of a watch and would fail again, so it was not run.</summary>
    /// <param name="First">How it failed.</param>
    internal sealed record FailedBefore(Outcome First) : Outcome
    {
        /// <inheritdoc/>
        public override string Words => $"failed before, and nothing it depends on has changed since ({First.Words})";
    }
}
