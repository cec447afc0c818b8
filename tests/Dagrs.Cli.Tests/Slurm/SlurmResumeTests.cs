using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>dagrs is killed and its jobs run on: <c>--resume</c> takes them up, and nothing runs twice.</summary>
public sealed class SlurmResumeTests(SlurmClusters clusters) : SlurmTest(clusters)
{
    [SlurmTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_runs_on_is_taken_up_whether_it_has_ended_by_then_or_not(bool hasEnded)
    {
        const string yaml =
            """
            dagrs:
              a: { name: A, cmd: "echo a >> ran; echo out-of-a" }
              b: { name: B, after: a, cmd: 'echo b >> ran; echo "$1"; until [ -e go ]; do sleep 0.1; done; echo b-done >> ran; echo out-of-b' }
              c: { name: C, after: b, cmd: 'echo "c $1" >> ran' }
            """;
        await KillAsync(yaml, "[b] out-of-a");
        if (hasEnded)
        {
            Folder.Write("go", "");
            await Cluster.WaitForNoneAsync();
            await RunOf(yaml, "--resume").ComplainsOf("").RunAsync();
        }
        else
        {
            await using var running = RunOf(yaml, "--resume").ComplainsOf("").Start();
            await running.WaitForAsync("[b] out-of-a"); // what it has written before is shown again
            Folder.Write("go", "");
            await running.EndAsync();
        }

        Assert.Equal(["a", "b", "b-done", "c out-of-a", "out-of-b"], File.ReadAllLines(Folder["ran"]));
        await AssertNothingIsLeftAsync();
    }

    [SlurmFact]
    public async Task Of_many_jobs_that_ran_that_waited_and_that_had_ended_none_runs_twice()
    {
        var yaml = "dagrs:\n" + string.Concat(Enumerable.Range(1, 40).Select(number => $"  t{number}: {{ name: T, cmd: 'echo begin; sleep 1; echo t{number} >> ran' }}\n"))
            + $"  end: {{ name: End, after: [ {string.Join(", ", Enumerable.Range(1, 40).Select(number => $"t{number}"))} ], cmd: 'echo end >> ran' }}\n";
        await KillAsync(yaml, "] begin");
        await RunOf(yaml, "--resume").ComplainsOf("").RunAsync();
        var ran = File.ReadAllLines(Folder["ran"]);
        Assert.Equal("end", ran[^1]);
        Assert.Equal(Enumerable.Range(1, 40).Select(number => $"t{number}").Order(), ran[..^1].Order());
        await AssertNothingIsLeftAsync();
    }

    private async Task KillAsync(string yaml, string when)
    {
        await using var running = RunOf(yaml).Start();
        await running.WaitForAsync(when);
        await running.SignalAsync("KILL");
        await running.WaitUntilAsync(() => !Directory.Exists($"/proc/{running.Id}") || Marker.StateOf(running.Id) == 'Z', "its end");
    }
}
