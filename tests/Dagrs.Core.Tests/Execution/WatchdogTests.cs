using System.Diagnostics;
using Dagrs.Core.Execution.Unix;

namespace Dagrs.Core.Tests.Execution;

/// <summary>Whom the guard ends when whoever started it is gone: the script alone, without a run.</summary>
public sealed class WatchdogTests
{
    [Theory]
    [InlineData("r", "rest")]
    [InlineData("", "any")]
    [InlineData("a.b", "axb")]
    public async Task Only_processes_of_the_run_that_it_was_told_of_are_ended(string run, string other)
    {
        using var guarded = Sleeper(run);
        using var spared = Sleeper(other);
        try
        {
            using var guard = Start("sh", ["-c", Watchdog.Script, "dagrs-watchdog"], null);
            await guard.StandardInput.WriteAsync(run + "\n");
            guard.StandardInput.Close();
            await guard.WaitForExitAsync();
            await guarded.WaitForExitAsync();
            Assert.False(spared.HasExited);
        }
        finally
        {
            spared.Kill();
            guarded.Kill();
        }
    }

    private static Process Sleeper(string run) => Start("sleep", ["60"], run);

    private static Process Start(string program, IReadOnlyList<string> words, string? run)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardInput = true };
        start.Environment.Remove("DAGRS_RUN");
        if (run is not null)
        {
            start.Environment["DAGRS_RUN"] = run;
        }

        return Process.Start(start)!;
    }
}
