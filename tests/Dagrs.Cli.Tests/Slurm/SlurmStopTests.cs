using Dagrs.Cli.Tests.Processes;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>A run on the cluster that is told to end: no job waits, and no process of a job is alive when dagrs is gone.</summary>
public sealed class SlurmStopTests(SlurmClusters clusters) : SlurmTest(clusters)
{
    // One that has left the tree of its job, its session and its environment is known to nobody but a cgroup.
    private static readonly Dictionary<string, string> Known = Families.Polite.Concat(Families.Stubborn).Where(family => !family.Key.EndsWith("no-environment", StringComparison.Ordinal)).ToDictionary();

    [SlurmTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public Task Without_cgroups_all_families_end(string signal, int exitCode) => StopAsync(signal, exitCode, Known);

    [SlurmTheory(Needs.Cgroups)]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task With_cgroups_all_families_end_those_without_an_environment_too(string signal, int exitCode)
    {
        await UseCgroupsAsync();
        await StopAsync(signal, exitCode, Families.Polite.Concat(Families.Stubborn).ToDictionary());
    }

    [SlurmTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task Jobs_that_wait_never_start(string signal, int exitCode)
    {
        var tasks = string.Concat(Enumerable.Range(1, 40).Select(number => $"  t{number}: {{ name: T, cmd: 'echo >> ran; {Marker.Sleep}' }}\n"));
        await using var running = RunOf("dagrs:\n" + tasks, "--grace", "5").ExitsWith(exitCode).Expect(ran => Assert.Equal(40, ran.Counts["canceled"])).Start();
        await running.WaitUntilAsync(() => Marker.Sleeping == 16 && Cluster.QueueAsync().Result.Length == 40, "sixteen that run and the others that wait");
        await running.SignalAsync(signal);
        await running.EndAsync();
        await AssertNothingIsLeftAsync();
        Assert.Equal(16, File.ReadAllLines(Folder["ran"]).Length);
    }

    [SlurmFact]
    public async Task The_second_signal_kills_at_once()
    {
        await using var running = RunOf("dagrs: { a: { name: A, cmd: \"trap '' TERM INT HUP; echo ready; while :; do sleep 1; done\" } }", "--grace", "120").ExitsWith(130).Limit(TimeSpan.FromSeconds(60)).Start();
        await running.WaitForAsync("[a] ready");
        await running.SignalAsync("INT");
        await running.WaitForAsync("The run is stopped by SIGINT");
        await running.SignalAsync("INT");
        await running.EndAsync();
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact]
    public async Task The_first_failure_ends_the_others_when_it_is_to_be_fast()
    {
        await RunOf($"dagrs: {{ a: {{ name: A, cmd: '{Marker.Sleep}' }}, b: {{ name: B, cmd: 'sleep 1; exit 3' }} }}", "--fail-fast").ExitsWith(1)
            .PrintsSomewhere("canceled: 'a' (A)")
            .RunAsync();
        await AssertNothingIsLeftAsync();
    }

    // What it writes tells how long it lived, whatever dagrs thinks.
    [SlurmFact]
    public async Task A_time_limit_holds_for_one_that_does_not_hear()
    {
        await RunOf("dagrs: { a: { name: A, timeout: 2s, cmd: \"trap '' TERM; date +%s.%N > begin; while :; do date +%s.%N > last; sleep 0.05; done\" } }", "--grace", "1").ExitsWith(1)
            .PrintsSomewhere("timed out after 2 s")
            .RunAsync();
        Assert.InRange(double.Parse(Folder.Read("last")) - double.Parse(Folder.Read("begin")), 1.5, 4);
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact]
    public async Task What_a_job_leaves_behind_is_ended_with_it_or_with_the_run()
    {
        await RunOf($"dagrs: {{ a: {{ name: A, cmd: '({Marker.Sleep} > /dev/null 2>&1 &); (setsid {Marker.Sleep} > /dev/null 2>&1 &); echo done' }} }}").PrintsLine("[a] done").ComplainsOf("").RunAsync();
        await AssertNothingIsLeftAsync();
    }

    private async Task StopAsync(string signal, int exitCode, Dictionary<string, string> families)
    {
        await using var running = RunOf(Families.File(Marker, families), "--grace", "1").ExitsWith(exitCode).Expect(ran => Assert.Equal(families.Count, ran.Counts["canceled"])).Start();
        await running.WaitUntilAsync(() => Marker.Sleeping >= Families.Sleepers(families), "all tasks");
        await running.SignalAsync(signal);
        await running.EndAsync();
        await AssertNothingIsLeftAsync();
    }
}
