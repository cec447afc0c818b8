namespace Dagrs.Console;

/// <summary>The user asked for something that cannot be done; the message is all that he is shown.</summary>
/// <param name="exitCode">What dagrs exits with.</param>
/// <param name="message">One line of lower-case words.</param>
internal class UsageException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
