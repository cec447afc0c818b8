namespace Dagrs.Cli;

/// <summary>Prints what a command was asked for, as a whole.</summary>
internal static class Print
{
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static int Text(string text)
    {
        var terminal = new Terminal();
        var exitCode = ExitCode.Success;
        terminal.Broken += () => exitCode = ExitCode.NobodyReads;
        terminal.Write(text);
        terminal.Complete();
        terminal.Flush();
        return terminal.Problem is { } problem ? throw new UsageException(ExitCode.OwnFailure, $"standard output is not whole: {problem}") : exitCode;
    }
}
