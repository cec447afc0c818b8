using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>What a cluster loses: nodes, its network, its controller, a daemon. No task is lost with it, and none is told to have succeeded that has not.</summary>
public sealed class SlurmLossTests(SlurmClusters clusters) : SlurmTest(clusters)
{
    [SlurmFact]
    public async Task A_node_that_dies_under_eighty_tasks_loses_none_of_them()
    {
        Note("squeue");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await using var running = RunOf(Many(80, "until [ -e killed ]; do sleep 0.1; done; sleep 2; echo \"done $DAGRS_ATTEMPT\"")).ComplainsOf("").Start();
        await running.WaitUntilAsync(() => Cluster.QueueAsync().Result.Count(job => job.EndsWith("|n2", StringComparison.Ordinal)) == 4, "jobs on the node");
        await Cluster.KillNodeAsync(2);
        Folder.Write("killed", "");
        var ran = await running.EndAsync();

        Assert.Equal(80, ran.Counts["succeeded"]);
        Assert.All(Enumerable.Range(1, 80), number => Assert.Equal(["done 1"], ran.LinesOf($"t{number}").Distinct())); // not charged to the attempts; a lost one may have said it before
        Assert.Matches(@"job \d+ was lost \(NODE_FAIL on n2\); it is submitted again \(1 of 2\)", string.Join('\n', ran.Lines.Where(line => line.StartsWith("warn", StringComparison.Ordinal))));
        Assert.InRange(Calls("squeue").Length, 0, (clock.Elapsed.TotalSeconds / 5) + 2);
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact]
    public async Task One_that_is_lost_too_often_has_failed()
    {
        await using var running = RunOf($"slurm: {{ node-failures: 0 }}\ndagrs: {{ a: {{ name: A, slurm: {{ extra: [ --nodelist=n2 ] }}, cmd: 'echo ready; {Marker.Sleep}' }} }}").ExitsWith(1).PrintsSomewhere("NODE_FAIL").ComplainsOf("").Start();
        await running.WaitForAsync("[a] ready");
        await Cluster.KillNodeAsync(2);
        await running.EndAsync();
        await AssertNothingIsLeftAsync();
    }

    // The jobs on the node run on, and their files are seen: whichever of two comes first counts, once.
    [SlurmFact(Needs.Networks)]
    public async Task A_node_that_is_cut_off_gives_one_accepted_record_for_each_task()
    {
        await using var running = RunOf(Many(16, "sleep 14; echo done")).ComplainsOf("").Start();
        await running.WaitUntilAsync(() => Cluster.QueueAsync().Result.Count(job => job.EndsWith("|n3", StringComparison.Ordinal)) == 4, "jobs on the node");
        await Cluster.CutNodeAsync(3);
        var ran = await running.EndAsync();
        await Cluster.JoinNodeAsync(3);

        Assert.Equal(16, ran.Counts["succeeded"]);
        Assert.All(Enumerable.Range(1, 16), number => Assert.Equal(["done"], ran.LinesOf($"t{number}")));
        await Cluster.WaitForNoneAsync();
        await Marker.WaitForNoneAsync(TimeSpan.FromSeconds(30));
    }

    [SlurmFact]
    public async Task A_controller_that_dies_right_after_the_jobs_were_submitted_makes_nobody_succeed_by_a_number_given_twice()
    {
        Note("sbatch");
        await using var running = RunOf(Many(20, "sleep 3; echo done; echo \"$DAGRS_TASK\" >> ran")).ComplainsOf("").Start();
        await running.WaitUntilAsync(() => Calls("sbatch").Length >= 20, "all submits");
        await Cluster.KillControllerAsync();
        await Cluster.StartControllerAsync();
        var number = await Cluster.AskAsync("sbatch", "--parsable", "-o", "/dev/null", "--wrap", "exit 0"); // somebody else's, perhaps with a number that was given before
        var ran = await running.EndAsync();

        Assert.NotEqual("", number);
        Assert.Equal(20, ran.Counts["succeeded"]);
        Assert.All(Enumerable.Range(1, 20), task => Assert.Equal(["done"], ran.LinesOf($"t{task}")));
        Assert.All(Enumerable.Range(1, 20), task => Assert.Contains($"t{task}", File.ReadAllLines(Folder["ran"])));
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact]
    public async Task A_controller_that_is_away_for_a_while_is_waited_for()
    {
        await using var running = RunOf("dagrs: { a: { name: A, cmd: 'echo ready; sleep 9; echo done' }, b: { name: B, after: a, cmd: echo next } }").ComplainsOf("").PrintsLine("[b] next").Start();
        await running.WaitForAsync("[a] ready");
        await Task.Delay(TimeSpan.FromSeconds(6)); // by then it has written down the job
        await Cluster.KillControllerAsync();
        await running.WaitForAsync("[a] done");
        await Task.Delay(TimeSpan.FromSeconds(4));
        await Cluster.StartControllerAsync();
        await running.EndAsync();
        await Cluster.WaitForNoneAsync(); // it believes what it has written down until nodes tell it more
    }

    [SlurmFact]
    public async Task A_daemon_that_is_started_anew_under_a_job_changes_nothing_of_its_end()
    {
        await using var running = RunOf("defaults: { slurm: { extra: [ --nodelist=n4 ] } }\ndagrs: { a: { name: A, cmd: 'echo ready; sleep 4; exit 5' }, b: { name: B, cmd: 'echo ready; sleep 4; echo done' } }", "-k").ExitsWith(1)
            .PrintsSomewhere("exited with code 5")
            .PrintsLine("[b] done")
            .Expect(ran => Assert.Equal((1, 1), (ran.Counts["succeeded"], ran.Counts["failed"])))
            .Start();
        await running.WaitForAsync("[a] ready");
        await running.WaitForAsync("[b] ready");
        await Cluster.KillDaemonAsync(4);
        await Cluster.StartNodeAsync(4);
        await running.EndAsync();
        await AssertNothingIsLeftAsync();
    }

    private static string Many(int count, string command) => "dagrs:\n" + string.Concat(Enumerable.Range(1, count).Select(number => $"  t{number}: {{ name: T{number}, cmd: '{command}' }}\n"));
}
