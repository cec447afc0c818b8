using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary><c>dagrs doctor --executor slurm</c>: whether runs on the cluster will work, before one is tried.</summary>
public sealed class SlurmDoctorTests(SlurmClusters clusters) : SlurmTest(clusters)
{
    [SlurmFact]
    public async Task A_cluster_that_works_is_told_by_its_version_its_partitions_and_a_job_that_ran()
    {
        var ran = await Free(new DagrsTest("doctor", "--executor", "slurm")).RunAsync();
        Assert.Contains((await Cluster.AskAsync("sbatch", "--version")).Trim().Split(' ')[1], ran.Out, StringComparison.Ordinal);
        Assert.Contains("batch", ran.Out, StringComparison.Ordinal);
        Assert.Matches(@"\bn[1-4]\b", ran.Out);
        await AssertNothingIsLeftAsync();
    }

    // dagrs alone has another file system there than the nodes.
    [SlurmFact(Needs.Networks)]
    public async Task A_folder_that_nodes_do_not_see_is_told()
    {
        Directory.CreateDirectory(Folder["mine"]);
        await Free(new DagrsTest("doctor", "--executor", "slurm", "--run-dir", "mine"))
            .Through("unshare", "--mount", "sh", "-c", "mount -t tmpfs mine \"$HERE/mine\" && exec \"$@\"", "sh")
            .ExitsWith(1)
            .Expect(ran => Assert.Contains(Folder["mine"], ran.Out + ran.Error, StringComparison.Ordinal))
            .ComplainsOf("")
            .RunAsync();
        await Cluster.WaitForNoneAsync();
    }

    [SlurmFact]
    public async Task Without_Slurm_one_line_says_so()
    {
        Folder.WriteProgram("none/nothing", "");
        await Free(new DagrsTest("doctor", "--executor", "slurm")).Environment("PATH", Folder["none"]).ExitsWith(1).ComplainsOf("")
            .Expect(ran => Assert.Contains("sbatch", Assert.Single((ran.Out + ran.Error).TrimEnd('\n').Split('\n')), StringComparison.Ordinal))
            .RunAsync();
    }

    [SlurmFact]
    public async Task Without_a_controller_that_answers_it_says_so()
    {
        await Cluster.KillControllerAsync();
        await Free(new DagrsTest("doctor", "--executor", "slurm")).ExitsWith(1).ComplainsOf("").RunAsync();
    }
}
