namespace Dagrs.Cli;

/// <summary>Prints what a command was asked for, as a whole.</summary>
internal static class Print
{
    /// <returns>The exit code.</returns>
    public static int Text(string text)
    {
        var terminal = new Terminal();
        var exitCode = ExitCode.Success;
        terminal.Broken += () => exitCode = ExitCode.NobodyReads;
        terminal.Write(text);
        terminal.Flush();
        return exitCode == ExitCode.Success && terminal.IsBroken ? ExitCode.OwnFailure : exitCode;
    }
}
