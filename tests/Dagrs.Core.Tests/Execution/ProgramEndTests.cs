using System.Diagnostics;
using System.Text;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Execution;

/// <summary>A program that uses the library ends in the middle of a run, one way or another: its commands end with it, and it ends as it would without them.</summary>
public sealed class ProgramEndTests
{
    private const int Patience = 300_000; // ms; a hang

    // A child in the background, one in a session of its own whose parent has gone, and one that heeds no request to end.
    private const string Family = "sleep 1000 & (setsid sleep 1000 &) ; trap '' TERM INT; echo begun; sleep 1000; sleep 1000";

    [LongTheory(Timeout = Patience)]
    [InlineData("return", 0)]
    [InlineData("exit", 3)]
    [InlineData("throw", 134)]
    [InlineData("return", 0, "cliwrap")]
    [InlineData("exit", 3, "cliwrap")]
    [InlineData("throw", 134, "cliwrap")]
    public async Task Nothing_is_left_by_one_that_ends_by_itself(string how, int exitCode, string executor = "direct")
    {
        using var program = Start(how, executor, Family, out var mark);

        Assert.Equal("ready", await program.StandardOutput.ReadLineAsync());
        await program.WaitForExitAsync();

        Assert.Equal(exitCode, program.ExitCode);
        await NobodyBears(mark);
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("KILL", 137)]
    [InlineData("INT", 130, "cliwrap")]
    [InlineData("TERM", 143, "cliwrap")]
    [InlineData("HUP", 129, "cliwrap")]
    [InlineData("KILL", 137, "cliwrap")]
    public async Task Nothing_is_left_by_one_that_dies_of_a_signal_and_it_does_die_of_it(string signal, int exitCode, string executor = "direct")
    {
        using var program = Start("wait", executor, Family, out var mark);
        Assert.Equal("ready", await program.StandardOutput.ReadLineAsync());

        await SignalAsync(signal, program);
        await program.WaitForExitAsync();

        Assert.Equal(exitCode, program.ExitCode);
        await NobodyBears(mark);
    }

    [Theory(Timeout = Patience)]
    [InlineData("direct")]
    [InlineData("cliwrap")]
    public async Task One_that_minds_signals_itself_goes_on_and_stops_its_run(string executor)
    {
        using var program = Start("own", executor, "sleep 1000 & echo begun; sleep 1000", out var mark);
        Assert.Equal("ready", await program.StandardOutput.ReadLineAsync());

        await SignalAsync("INT", program);
        await program.WaitForExitAsync();

        Assert.Equal((7, "Canceled\n"), (program.ExitCode, await program.StandardOutput.ReadToEndAsync()));
        await NobodyBears(mark);
    }

    private static Process Start(string how, string executor, string command, out string mark)
    {
        mark = "DAGRS_TEST_MARK=" + Guid.NewGuid().ToString("N");
        var start = new ProcessStartInfo(Repository.TestProgram, ["library", how, executor, command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DAGRS_TEST_MARK"] = mark.Split('=')[1];
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var program = Process.Start(start)!;
        program.ErrorDataReceived += (_, _) => { }; // whoever dies of an exception says so there
        program.BeginErrorReadLine();
        return program;
    }

    private static async Task SignalAsync(string name, Process program)
    {
        using var kill = Process.Start("kill", ["-s", name, program.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    private static async Task NobodyBears(string mark)
    {
        while (Bearers(mark).Count > 0)
        {
            await Task.Delay(10);
        }
    }

    private static List<string> Bearers(string mark) => [.. Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Bears(folder, mark))];

    private static bool Bears(string process, string mark)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(process, "environ")).AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
