using System.Diagnostics;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>The guard, which ends the tasks of a dagrs that was killed: nothing of the caller's keeps it from that.</summary>
public sealed class GuardTests
{
    private static readonly TimeSpan Loaded = TimeSpan.FromSeconds(60);

    [Theory]
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
