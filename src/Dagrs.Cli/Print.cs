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
        terminal.Flush();
        return terminal.Problem is { } problem ? throw NotWhole(problem) : exitCode;
    }

    /// <summary>What is said when standard output takes no more, such as on a full disk.</summary>
    /// <param name="problem">Why it does not.</param>
    /// <param name="exitCode">What would be exited with otherwise; stands when it tells of a failure.</param>
    public static UsageException NotWhole(string problem, int exitCode = ExitCode.Success) =>
        new(exitCode == ExitCode.Success ? ExitCode.OwnFailure : exitCode, $"standard output is not whole: {problem}");
}
