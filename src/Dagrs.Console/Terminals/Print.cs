using System.Buffers;
using System.Text;

namespace Dagrs.Console.Terminals;

/// <summary>Prints the complete output of a command.</summary>
internal static class Print
{
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static int Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Text"/>
    public static int Bytes(ReadOnlySpan<byte> bytes)
    {
        var terminal = new Terminal();
        var exitCode = ExitCode.Success;
        terminal.Broken += () => exitCode = ExitCode.NobodyReads;
        BuffersExtensions.Write(terminal, bytes);
        terminal.Complete();
        terminal.Flush();
        return terminal.Problem is { } problem ? throw new UsageException(ExitCode.OwnFailure, $"standard output is incomplete: {problem}") : exitCode;
    }
}
