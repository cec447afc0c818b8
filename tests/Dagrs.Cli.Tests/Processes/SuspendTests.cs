using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>Ctrl-Z, which reaches dagrs alone because its tasks have groups of their own: they are suspended and resumed with it.</summary>
public sealed class SuspendTests
{
    [LongTheory]
    [InlineData("SLEEP")]
    [InlineData("SLEEP & SLEEP")]
    [InlineData("setsid SLEEP & env -i setsid SLEEP & SLEEP")]
    public async Task All_processes_of_tasks_are_suspended_and_resumed(string command)
    {
        using var marker = new Marker();
        var sleepers = command.Split("SLEEP").Length - 1;
        await using var running = DagrsTest.Of($"dagrs: {{ nap: {{ name: Nap, cmd: \"{command.Replace("SLEEP", marker.Sleep, StringComparison.Ordinal)}\" }} }}", "--grace", "1")
            .Mark(marker).ExitsWith(130).Start();
        await running.WaitUntilAsync(() => marker.Sleeping == sleepers, "all processes");
        for (var times = 0; times < 2; times++)
        {
            await running.SignalAsync("TSTP");
            await running.WaitUntilAsync(() => Marker.StateOf(running.Id) == 'T', "dagrs to be suspended");
            // A process that waits for a processor stops when it gets one.
            await running.WaitUntilAsync(() => marker.SleepingIds.All(id => Marker.StateOf(id) == 'T'), "all to be suspended");
            await running.SignalAsync("CONT");
            await running.WaitUntilAsync(() => Marker.StateOf(running.Id) != 'T' && marker.SleepingIds.All(id => Marker.StateOf(id) != 'T'), "all to go on");
        }

        await running.SignalAsync("INT");
        await running.EndAsync();
        marker.AssertNoneAlive();
    }

    [LongFact]
    public async Task The_time_in_which_it_was_suspended_is_not_that_of_a_task()
    {
        using var folder = new TempFolder();
        await using var running = DagrsTest.Of("dagrs: { nap: { name: Nap, timeout: 4s, cmd: \"echo ready; until [ -e go ]; do sleep 0.05; done; echo done\" } }").In(folder).PrintsLine("[nap] done").Start();
        await running.WaitForAsync("[nap] ready");
        await running.SignalAsync("TSTP");
        await running.WaitUntilAsync(() => Marker.StateOf(running.Id) == 'T', "dagrs to be suspended");
        await Task.Delay(TimeSpan.FromSeconds(5)); // more than the task may take
        folder.Write("go", "");
        await running.SignalAsync("CONT");
        await running.EndAsync();
    }

    [Fact]
    public async Task A_dagrs_that_is_killed_while_it_is_suspended_leaves_nothing()
    {
        using var marker = new Marker();
        await using var running = DagrsTest.Of($"dagrs: {{ nap: {{ name: Nap, cmd: {marker.Sleep} }} }}", "-q").Mark(marker).Start();
        await running.WaitUntilAsync(() => marker.Sleeping == 1, "the task");
        await running.SignalAsync("TSTP");
        await running.WaitUntilAsync(() => Marker.StateOf(running.Id) == 'T', "dagrs to be suspended");
        await running.SignalAsync("KILL");
        await marker.WaitForNoneAsync(TimeSpan.FromSeconds(15));
    }
}
