namespace Dagrs.Console;

/// <summary>The user asked for something that cannot be done; the message is all that is shown.</summary>
/// <param name="exitCode">The exit code of dagrs.</param>
/// <param name="message">One line in lower case.</param>
internal class UsageException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
