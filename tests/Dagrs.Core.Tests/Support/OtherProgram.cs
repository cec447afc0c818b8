using System.Diagnostics;

namespace Dagrs.Core.Tests.Support;

/// <summary>A program of somebody else that judges what dagrs makes.</summary>
internal static class OtherProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>A folder in which npm has installed what tests need (see .ci/run); null: there is none.</summary>
    public static string? NodeFolder(string package) =>
        Environment.GetEnvironmentVariable("DAGRS_NODE_FOLDER") is { Length: > 0 } folder && Directory.Exists(Path.Combine(folder, "node_modules", package)) ? folder : null;

    /// <summary>What it exits with, -1 when it is not there or does not end in time, and its standard output, or both when it fails.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, string program, string[] arguments, string input)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, $"there is no {program}");
        }

        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} did not end in time");
        }
    }
}
