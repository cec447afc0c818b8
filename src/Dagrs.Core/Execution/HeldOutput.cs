namespace Dagrs.Core.Execution;

/// <summary>How every executor handles an output that a background process holds open after the command has ended.</summary>
internal static class HeldOutput
{
    /// <summary>The most reads after <see cref="Patience"/>: enough for a pipe of 1 MiB in the smallest likely pieces.</summary>
    public const int MostLateReads = 64;

    /// <summary>The warning when the output is let go.</summary>
    public const string Warning = "has ended, but a background process still holds its output open; the run continues without it";

    /// <summary>How long to wait for the end of the output after the command has ended.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(0.5);
}
