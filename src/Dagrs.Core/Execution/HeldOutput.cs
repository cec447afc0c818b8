namespace Dagrs.Core.Execution;

/// <summary>What every executor does about an output that a process in the background holds open after the end of its command.</summary>
internal static class HeldOutput
{
    /// <summary>What is read at most after <see cref="Patience"/>, in pieces: what a pipe of 1 MiB holds, in the smallest ones likely.</summary>
    public const int MostLateReads = 64;

    /// <summary>What the user is told when it is let go.</summary>
    public const string Warning = "has ended, but a process that it left in the background holds its output open; the run goes on without it";

    /// <summary>From the end of the command on it is waited for its output's end.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(0.5);
}
