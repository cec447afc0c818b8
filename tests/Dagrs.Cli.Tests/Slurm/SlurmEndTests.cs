using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>Ends that only a cluster knows, each with its own words.</summary>
public sealed class SlurmEndTests(SlurmClusters clusters) : SlurmTest(clusters)
{
    [SlurmFact]
    public async Task What_Slurm_refuses_fails_at_once_with_its_words()
    {
        await RunOf("dagrs: { a: { name: A, slurm: { partition: nonsense }, cmd: echo never } }").ExitsWith(1)
            .PrintsSomewhere("could not be submitted: ")
            .PrintsSomewhere("Invalid partition name specified")
            .NeverPrints("[a] never")
            .RunAsync();
        await AssertNothingIsLeftAsync();
    }

    // Two wait for what never comes, and one leaves nothing; all take long, so they do it at the same time.
    [SlurmFact]
    public async Task A_job_that_can_never_start_fails_with_the_reason_and_one_that_leaves_no_record_says_so()
    {
        await RunOf(
            """
            dagrs:
              never: { name: Never, slurm: { partition: one, extra: [ "--time=120" ] }, cmd: echo never }
              huge: { name: Huge, resources: { cpus: 1000 }, cmd: echo never }
              nothing: { name: Nothing, cmd: 'kill -KILL $PPID; sleep 60' }
            """,
            "-k")
            .Limit(TimeSpan.FromSeconds(100))
            .ExitsWith(1)
            .PrintsSomewhere("PartitionTimeLimit")
            .PrintsSomewhere("PartitionConfig")
            .PrintsSomewhere("left no exit record")
            .Expect(ran => Assert.Equal(3, ran.Counts["failed"]))
            .RunAsync();
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact(Needs.Cgroups)]
    public async Task One_that_takes_more_memory_than_it_may_is_told_apart()
    {
        await UseCgroupsAsync();
        await RunOf("dagrs: { a: { name: A, resources: { memory: 50MB }, cmd: 'head -c 400M /dev/zero | tail' } }").ExitsWith(1)
            .PrintsSomewhere("out of memory")
            .RunAsync();
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact]
    public async Task One_that_is_canceled_from_outside_has_failed()
    {
        await using var running = RunOf($"dagrs: {{ a: {{ name: A, cmd: 'echo ready; {Marker.Sleep}' }} }}").ExitsWith(1).PrintsSomewhere("canceled in Slurm").Start();
        await running.WaitForAsync("[a] ready");
        await Cluster.AskAsync("scancel", Assert.Single(await Cluster.QueueAsync()).Split('|')[0]);
        await running.EndAsync();
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact]
    public async Task Without_Slurm_on_this_machine_one_line_says_so()
    {
        Folder.WriteProgram("none/nothing", "");
        await RunOf("dagrs: { a: { name: A, cmd: echo a } }").Environment("PATH", Folder["none"]).ExitsWith(2).PrintsNothing()
            .Expect(ran => Assert.StartsWith("dagrs: error: ", ran.Error, StringComparison.Ordinal))
            .ComplainsOf("sbatch")
            .RunAsync();
    }
}
