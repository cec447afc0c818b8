using System.Diagnostics;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>The guard, which ends the tasks of a dagrs that was killed: nothing of the caller's keeps it from that.</summary>
public sealed class GuardTests
{
    private static readonly TimeSpan Loaded = TimeSpan.FromSeconds(60);

    [LongTheory]
    [InlineData("PATH", "/nonexistent")]
    [InlineData("TMOUT", "1")]
    [InlineData("SHELLOPTS", "noexec:errexit")]
    [InlineData("BASH_ENV", "/nonexistent")]
    [InlineData("BASH_FUNC_grep%%", "() { return 1; }")]
    [InlineData("GREP_OPTIONS", "--invalid")]
    [InlineData("IFS", "/")]
    public async Task What_the_caller_has_in_the_environment_does_not_reach_it(string name, string value)
    {
        using var marker = new Marker();
        await using var running = DagrsTest.Of($"dagrs: {{ nap: {{ name: Nap, cmd: [ /bin/sleep, \"{marker.Number}\" ] }} }}", "-q").Mark(marker).Environment(name, value).Start();
        await running.WaitUntilAsync(() => marker.Sleeping == 1, "the task");
        await Task.Delay(TimeSpan.FromSeconds(name == "TMOUT" ? 1.5 : 0)); // for as long as the guard's own reading could be limited to
        Assert.Equal(1, marker.Sleeping);
        await Kill(running.Id);
        await marker.WaitForNoneAsync(Loaded);
    }

    [Fact]
    public async Task When_it_is_killed_another_takes_its_place()
    {
        using var marker = new Marker();
        await using var running = DagrsTest.Of($"dagrs: {{ nap: {{ name: Nap, cmd: {marker.Sleep} }} }}", "-q").Mark(marker).Start();
        await running.WaitUntilAsync(() => marker.Sleeping == 1, "the task");
        for (var times = 0; times < 2; times++)
        {
            var guard = GuardOf(running.Id);
            Assert.NotNull(guard);
            await Kill(guard.Value);
            await running.WaitUntilAsync(() => GuardOf(running.Id) is { } next && next != guard, "another guard");
        }

        await Kill(running.Id);
        await marker.WaitForNoneAsync(Loaded);
    }

    [LongFact]
    public async Task It_looks_for_programs_in_the_folders_of_the_caller_when_the_usual_ones_lack_them()
    {
        using var marker = new Marker();
        await using var running = DagrsTest.Of($"dagrs: {{ nap: {{ name: Nap, cmd: [ /bin/sleep, \"{marker.Number}\" ] }} }}", "-q").Mark(marker).Environment("PATH", "/own/bin:relative::/other").Start();
        await running.WaitUntilAsync(() => marker.Sleeping == 1, "the task");
        var variables = File.ReadAllText($"/proc/{GuardOf(running.Id)}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/own/bin:/other", variables);
        Assert.All(variables, variable => Assert.True(variable.Split('=')[0] is "PATH" or "LC_ALL" or "PWD" or "SHLVL" or "OLDPWD" or "_", variable));
        await Kill(running.Id);
        await marker.WaitForNoneAsync(Loaded);
    }

    [TheoryNeeding(Needs.Time, Needs.Tracing)]
    [InlineData("")]
    [InlineData("sleep 300 & ")]
    public async Task One_is_enough_for_a_run_that_leaves_nothing_behind_whatever_children_were_there_before(string before)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: echo hi } }");
        var ran = await Bash.RunAsync(
            folder,
            $$"""
            bash -c '{{before}}echo $! > other; exec strace -D -f -q -e trace=execve -s 1000 -o trace "$DAGRS" -q'; code=$?
            kill $(cat other) 2> /dev/null
            until grep -q "^$(head -n 1 trace | cut -d ' ' -f 1) .*exited" trace; do sleep 0.05; done
            grep -c dagrs-watchdog trace; exit $code
            """);
        Assert.Equal((0, "1"), (ran.ExitCode, ran.Lines[^1]));
    }

    private static int? GuardOf(int dagrs) => Directory.EnumerateDirectories($"/proc/{dagrs}/task")
        .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(child => (int?)int.Parse(child))
        .FirstOrDefault(child => Marker.CommandLine(child!.Value).EndsWith("dagrs-watchdog", StringComparison.Ordinal));

    private static async Task Kill(int id)
    {
        using var kill = Process.Start("kill", ["-s", "KILL", $"{id}"]);
        await kill.WaitForExitAsync();
    }
}
