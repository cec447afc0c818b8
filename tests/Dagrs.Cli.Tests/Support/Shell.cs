using System.Diagnostics;

namespace Dagrs.Cli.Tests.Support;

/// <summary>A shell that finds dagrs on its PATH, run with a script.</summary>
internal static class Shell
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs a script in a folder and gives what it printed, on both streams; fails when it does not end in time.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string shell, string[] options, string script, TempFolder folder)
    {
        using var limit = new CancellationTokenSource(Limit);
        var start = new ProcessStartInfo(shell, [.. options, "-c", script])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Paths.Dagrs)}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = folder.Path; // no start-up file of the user
        start.Environment[TempFolder.StateVariable] = folder.State;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{shell} did not end in time");
            throw;
        }
    }
}
