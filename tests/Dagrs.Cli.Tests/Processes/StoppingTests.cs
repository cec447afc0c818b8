using System.Diagnostics;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>A run that is told to end: no process of a task is alive when dagrs is gone, whatever the task has started.</summary>
public sealed class StoppingTests
{
    private static readonly TimeSpan Loaded = TimeSpan.FromSeconds(60); // what a busy machine may take besides the grace

    public static TheoryData<string, string> EachFamily()
    {
        var data = new TheoryData<string, string>();
        foreach (var family in Families.Polite.Concat(Families.Stubborn))
        {
            data.Add(family.Key, family.Value);
        }

        return data;
    }

    [LongTheory]
    [MemberData(nameof(EachFamily))]
    public async Task Nothing_of_a_task_survives(string family, string line)
    {
        // With a grace of minutes a polite family shows that nobody waits for its end.
        await StopAsync("TERM", toGroup: false, 143, Families.Stubborn.ContainsKey(family) ? 1 : 300, [new(family, line)]);
    }

    [LongTheory]
    [InlineData("INT", false, 130)]
    [InlineData("INT", true, 130)]
    [InlineData("TERM", false, 143)]
    [InlineData("TERM", true, 143)]
    [InlineData("HUP", false, 129)]
    [InlineData("HUP", true, 129)]
    public async Task Polite_families_end_before_the_grace(string signal, bool toGroup, int exitCode) =>
        await StopAsync(signal, toGroup, exitCode, grace: 300, Families.Polite);

    [LongTheory]
    [InlineData("INT", false, 130)]
    [InlineData("INT", true, 130)]
    [InlineData("TERM", false, 143)]
    [InlineData("TERM", true, 143)]
    [InlineData("HUP", false, 129)]
    [InlineData("HUP", true, 129)]
    public async Task All_families_end_soon_after_the_grace(string signal, bool toGroup, int exitCode) =>
        await StopAsync(signal, toGroup, exitCode, grace: 1, Families.Polite.Concat(Families.Stubborn));

    [Fact]
    public async Task The_second_signal_kills_at_once()
    {
        using var marker = new Marker();
        await using var running = DagrsTest.Of(Families.File(marker, Families.Stubborn), "-j", "20", "--grace", "300").Mark(marker).ExitsWith(130).Start();
        await running.WaitUntilAsync(() => marker.Sleeping >= Families.Sleepers(Families.Stubborn), "all tasks");
        await running.SignalAsync("INT");
        await running.WaitForAsync("The run is stopped by SIGINT");
        await running.SignalAsync("TERM");
        await running.EndAsync();
        marker.AssertNoneAlive();
    }

    [Fact]
    public async Task The_time_limit_of_the_run_ends_all_families()
    {
        using var marker = new Marker();
        await DagrsTest.Of(Families.File(marker, Families.Polite.Concat(Families.Stubborn)), "-j", "20", "--grace", "1", "--timeout", "1s")
            .Mark(marker)
            .ExitsWith(124)
            .PrintsSomewhere("The run is stopped after its time limit of 1 s")
            .RunAsync();
        marker.AssertNoneAlive();
    }

    [Fact]
    public async Task The_first_failure_ends_all_families_when_it_is_to_be_fast()
    {
        using var marker = new Marker();
        var failing = new KeyValuePair<string, string>("failing", "sleep 1; exit 3");
        await DagrsTest.Of(Families.File(marker, Families.Polite.Concat(Families.Stubborn).Append(failing)), "-j", "20", "--grace", "1", "--fail-fast")
            .Mark(marker)
            .ExitsWith(1)
            .PrintsSomewhere("canceled: 'plain'")
            .Expect(ran => Assert.Equal(1, ran.Counts["failed"]))
            .RunAsync();
        marker.AssertNoneAlive();
    }

    [Fact]
    public async Task A_hundred_tasks_end_together()
    {
        using var marker = new Marker();
        var tasks = Enumerable.Range(1, 100).Select(number => new KeyValuePair<string, string>("t" + number, "setsid SLEEP & SLEEP")).ToArray();
        await StopAsync("TERM", toGroup: false, 143, grace: 300, tasks);
    }

    [Fact]
    public async Task Who_ignores_hang_ups_goes_on()
    {
        await using var running = DagrsTest.Of("dagrs: { nap: { name: Nap, cmd: echo ready; sleep 1; echo done } }").Through("nohup").PrintsLine("[nap] done").ComplainsOf("").Start();
        await running.WaitForAsync("[nap] ready");
        await running.SignalAsync("HUP");
        await running.EndAsync();
    }

    [Fact]
    public async Task When_dagrs_is_killed_its_tasks_are_too()
    {
        using var marker = new Marker();
        await KillAsync(marker, []);
    }

    [FactNeeding(Needs.Time, Needs.Root)]
    public async Task When_dagrs_is_killed_that_belongs_to_somebody_who_cannot_see_all_processes_its_tasks_are_too()
    {
        // Otherwise the test above is that already.
        if (!CanBeRunByOthers())
        {
            return;
        }

        using var marker = new Marker();
        await KillAsync(marker, ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]);
    }

    [LongFact]
    public async Task Processes_whose_parents_have_gone_do_not_stay_in_the_process_table_while_dagrs_runs()
    {
        using var marker = new Marker();
        await using var running = DagrsTest.Of(
            $$"""
            dagrs:
              orphans: { name: Orphans, cmd: "for i in 1 2 3 4 5 6 7 8 9; do (sleep 0.$i &); (setsid sleep 1.$i &); done > /dev/null 2>&1" }
              next: { name: Next, after: orphans, cmd: "echo ready; {{marker.Sleep}}" }
            """).Mark(marker).ExitsWith(143).Start();
        await running.WaitForAsync("[next] ready");
        if (Paths.IsDirect)
        {
            await running.WaitUntilAsync(() => Zombies(running.Id) > 0, "an orphan that has ended"); // the runtime, which CliWrap uses, leaves none for a moment
        }

        await running.WaitUntilAsync(() => Zombies(running.Id) == 0, "the end of all orphans");
        await running.SignalAsync("TERM");
        await running.EndAsync();
    }

    private static async Task StopAsync(string signal, bool toGroup, int exitCode, int grace, IEnumerable<KeyValuePair<string, string>> families)
    {
        using var marker = new Marker();
        await using var running = DagrsTest.Of(Families.File(marker, families), "-j", "200", "--grace", grace.ToString())
            .Mark(marker)
            .Through("setsid")
            .ExitsWith(exitCode)
            .Limit(TimeSpan.FromSeconds(60))
            .Expect(ran => Assert.Equal(families.Count(), ran.Counts["canceled"]))
            .Start();
        await running.WaitUntilAsync(() => marker.Sleeping >= Families.Sleepers(families), "all tasks");
        await (toGroup ? running.SignalGroupAsync(signal) : running.SignalAsync(signal));
        await running.EndAsync();
        marker.AssertNoneAlive();
    }

    // A process without the environment of its task is not found when dagrs cannot look for it any more; the documentation says so.
    private static async Task KillAsync(Marker marker, string[] through)
    {
        var families = Families.Polite.Concat(Families.Stubborn).Where(family => !family.Key.EndsWith("no-environment", StringComparison.Ordinal));
        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        await using var running = DagrsTest.Of(Families.File(marker, families), "-j", "20").In(folder).Mark(marker).Through(through).Start();
        await running.WaitUntilAsync(() => marker.Sleeping >= Families.Sleepers(families), "all tasks");
        await running.SignalAsync("KILL");
        await marker.WaitForNoneAsync(Loaded);
    }

    private static bool CanBeRunByOthers()
    {
        using var look = Process.Start("setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", "test", "-x", Paths.Dagrs]);
        look.WaitForExit();
        return look.ExitCode == 0;
    }

    private static int Zombies(int parent) => Directory.EnumerateDirectories("/proc").Count(folder =>
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].StartsWith($"Z {parent} ", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
