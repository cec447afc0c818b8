using System.Diagnostics;
using System.Text;

namespace Dagrs.Cli.Tests.Support;

/// <summary>What a script left: exit code and both streams.</summary>
internal sealed record ScriptResult(int ExitCode, string Out, string Error)
{
    public string[] Lines => Out.TrimEnd('\n').Split('\n');
}

/// <summary>A bash script in which <c>$DAGRS</c> is the program under test, for what takes a shell: pipes, limits, descriptors, signals.</summary>
internal static class Bash
{
    /// <summary>Runs it in a folder to its end, at most for five minutes, which only a hang takes.</summary>
    public static async Task<ScriptResult> RunAsync(TempFolder folder, string script, Marker? marker = null)
    {
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DAGRS"] = Paths.Dagrs;
        start.Environment[TempFolder.StateVariable] = folder.State;
        if (marker is not null)
        {
            start.Environment[Marker.Variable] = marker.Number;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var bash = Process.Start(start)!;
        bash.StandardInput.Close();
        var output = ReadAsync(bash.StandardOutput);
        var error = ReadAsync(bash.StandardError);
        try
        {
            await bash.WaitForExitAsync(limit.Token);
            return new(bash.ExitCode, await output.WaitAsync(limit.Token), await error.WaitAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            bash.Kill(entireProcessTree: true);
            throw new TimeoutException("the script did not end in time: " + script);
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var bytes = new MemoryStream();
        await reader.BaseStream.CopyToAsync(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
