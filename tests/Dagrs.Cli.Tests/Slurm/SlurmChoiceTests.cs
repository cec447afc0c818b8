using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>Which tasks become jobs of the cluster, and which run here.</summary>
public sealed class SlurmChoiceTests(SlurmClusters clusters) : SlurmTest(clusters)
{
    [SlurmTheory]
    [InlineData("slurm", "", "", "", "", "cluster")]
    [InlineData("slurm", "", "", "direct", "direct", "cluster")]
    [InlineData("slurm", "direct", "", "", "", "here")] // a task that says so stays here, whatever is asked for
    [InlineData("slurm", "cliwrap", "slurm", "slurm", "slurm", "here")]
    [InlineData("direct", "slurm", "slurm", "slurm", "slurm", "here")]
    [InlineData("", "slurm", "direct", "direct", "direct", "cluster")]
    [InlineData("", "direct", "slurm", "slurm", "slurm", "here")]
    [InlineData("", "", "slurm", "direct", "direct", "cluster")]
    [InlineData("", "", "direct", "slurm", "slurm", "here")]
    [InlineData("", "", "", "slurm", "direct", "cluster")]
    [InlineData("", "", "", "direct", "slurm", "here")]
    [InlineData("", "", "", "", "slurm", "cluster")]
    public async Task The_option_is_stronger_than_the_task_and_that_than_the_defaults_the_top_and_the_environment(string option, string task, string defaults, string top, string environment, string where)
    {
        var yaml = $"{Key(top)}{(defaults.Length > 0 ? $"defaults: {{ {Key(defaults, "")} }}\n" : "")}dagrs:\n  a:\n    name: A\n    cmd: {Where}\n    {Key(task)}";
        var ran = await Free(DagrsTest.Of(yaml, option.Length > 0 ? ["--executor", option] : []))
            .Environment("DAGRS_EXECUTOR", environment.Length > 0 ? environment : "direct")
            .RunAsync();
        Assert.Equal([where], ran.LinesOf("a"));
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact]
    public async Task One_run_has_tasks_here_and_jobs_there_that_hand_on_to_each_other()
    {
        var ran = await Free(DagrsTest.Of(
            $$"""
            dagrs:
              a: { name: A, executor: slurm, cmd: {{Where}} }
              b: { name: B, executor: direct, after: a, cmd: 'echo "$1 $({{Where}})"' }
              c: { name: C, executor: slurm, after: b, cmd: 'echo "$1 $({{Where}})"' }
              d: { name: D, executor: cliwrap, after: c, cmd: 'echo "$1 $({{Where}})"' }
            """)).RunAsync();
        Assert.Equal(["cluster here cluster here"], ran.LinesOf("d"));
    }

    [SlurmFact]
    public async Task Services_and_tasks_with_the_terminal_run_here()
    {
        var ran = await RunOf(
            $$"""
            dagrs:
              s: { name: S, service: true, cmd: '{{Where}} > s; exec {{Marker.Sleep}}', ready: { cmd: test -s s } }
              i: { name: I, interactive: true, cmd: '{{Where}} > i' }
              t: { name: T, after: [ s, i ], cmd: 'cat s i; {{Where}}' }
            """).RunAsync();
        Assert.Equal(["here", "here", "cluster"], ran.LinesOf("t"));
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact]
    public async Task What_is_to_run_always_runs_here_after_a_signal()
    {
        await using var running = RunOf(
            $$"""
            dagrs:
              a: { name: A, cmd: 'echo ready; {{Marker.Sleep}}' }
              z: { name: Z, after: a, when: always, cmd: 'echo "tidied $({{Where}})"' }
            """).ExitsWith(130).PrintsLine("[z] tidied here").Start();
        await running.WaitForAsync("[a] ready");
        await running.SignalAsync("INT");
        await running.EndAsync();
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact]
    public async Task What_is_to_run_always_is_a_job_after_a_failure()
    {
        await RunOf(
            $$"""
            dagrs:
              a: { name: A, cmd: exit 4 }
              z: { name: Z, after: a, when: always, cmd: 'echo "tidied $({{Where}})"' }
            """).ExitsWith(1).PrintsLine("[z] tidied cluster").RunAsync();
    }

    private static string Key(string executor, string end = "\n") => executor.Length > 0 ? $"executor: {executor}{end}" : "";
}
