using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>The cluster of the tests itself: that it breaks as clusters do, for otherwise the tests on it prove nothing.</summary>
public sealed class SlurmClusterTests(SlurmClusters clusters) : SlurmTest(clusters)
{
    [SlurmFact]
    public async Task Four_nodes_run_sixteen_jobs_of_one_processor_at_once()
    {
        await SubmitAsync("--array=1-17", "sleep 60");
        await UntilAsync(async () => (await Cluster.QueueAsync()).Count(job => job.Contains("|RUNNING|", StringComparison.Ordinal)) == 16);
        Assert.Equal("n1\nn2\nn3\nn4\n", await Cluster.AskAsync("sinfo", "-h", "-N", "-p", "batch", "-o", "%N"));
    }

    [SlurmFact]
    public async Task A_job_of_a_node_that_loses_its_power_fails_with_it_and_the_node_comes_back()
    {
        var job = await SubmitAsync("--no-requeue", "-w", "n2", Marker.Sleep);
        await UntilAsync(() => Task.FromResult(Marker.Sleeping == 1));
        await Cluster.KillNodeAsync(2);
        Marker.AssertNoneAlive();
        await UntilAsync(async () => await StateAsync(job) == "NODE_FAIL");
        await Cluster.StartNodeAsync(2);
        Assert.Equal("n2\n", await Cluster.AskAsync("sinfo", "-h", "-N", "-n", "n2", "-p", "batch", "-t", "idle", "-o", "%N"));
    }

    [SlurmFact(Needs.Networks)]
    public async Task A_job_of_a_node_that_is_cut_off_runs_on_unseen()
    {
        var job = await SubmitAsync("--no-requeue", "-w", "n3", Marker.Sleep);
        await UntilAsync(() => Task.FromResult(Marker.Sleeping == 1));
        await Cluster.CutNodeAsync(3);
        await UntilAsync(async () => await StateAsync(job) == "NODE_FAIL");
        Assert.Equal(1, Marker.Sleeping);
        await Cluster.JoinNodeAsync(3);
    }

    [SlurmFact]
    public async Task A_daemon_that_is_killed_and_started_finds_its_job_again()
    {
        var job = await SubmitAsync("-w", "n4", "sleep 4");
        await UntilAsync(async () => await StateAsync(job) == "RUNNING");
        await Cluster.KillDaemonAsync(4);
        await Cluster.StartNodeAsync(4);
        await UntilAsync(async () => await StateAsync(job) != "RUNNING");
        await UntilAsync(async () => await StateAsync(job) == "COMPLETED");
    }

    // It writes down what it knows every few seconds, so that one try may come too late.
    [SlurmFact]
    public async Task A_controller_that_is_killed_forgets_the_job_that_it_was_just_given_and_gives_its_number_away() => await UntilAsync(async () =>
    {
        var job = await SubmitAsync("sleep 60");
        await Cluster.KillControllerAsync();
        await Cluster.StartControllerAsync();
        return await SubmitAsync("sleep 60") == job;
    });

    [SlurmFact(Needs.Cgroups)]
    public async Task With_cgroups_children_of_a_session_of_their_own_end_with_the_job_and_so_does_what_takes_too_much_memory()
    {
        await UseCgroupsAsync();
        var (child, hungry) = (await SubmitAsync($"(setsid {Marker.Sleep} &); {Marker.Sleep}"), await SubmitAsync("--mem=50", "head -c 300M /dev/zero | tail | wc -c"));
        await UntilAsync(() => Task.FromResult(Marker.Sleeping == 2));
        await Cluster.AskAsync("scancel", child);
        await Marker.WaitForNoneAsync(TimeSpan.FromSeconds(20));
        await UntilAsync(async () => await StateAsync(hungry) == "OUT_OF_MEMORY");
    }

    private async Task<string> SubmitAsync(params string[] words) =>
        (await Cluster.AskAsync("sbatch", ["--parsable", "-o", "/dev/null", .. words[..^1], "--wrap", words[^1]])).Trim();

    private async Task<string> StateAsync(string job) => (await Cluster.AskAsync("squeue", "-h", "-t", "all", "-j", job, "-o", "%T")).Trim();

    private static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isTrue())
        {
            Assert.False(late.IsCancellationRequested, "waited in vain");
            await Task.Delay(100);
        }
    }
}
