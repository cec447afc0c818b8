using System.Text.Json;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>Several runs of one file at once: what has outputs is run by one of them, the others wait for it and find it up to date.</summary>
public sealed class SharedRunsTests
{
    private const string Yaml = """
        dagrs:
          a: { name: A, inputs: s, outputs: oa, cmd: "echo a >> ran; sleep 1.5; cp s oa" }
          b: { name: B, after: a, inputs: oa, outputs: ob, cmd: "echo b >> ran; cp oa ob" }
          c: { name: C, inputs: s, outputs: oc, cmd: "echo c >> ran; cp s oc" }
          d: { name: D, after: [ b, c ], inputs: [ ob, oc ], outputs: od, cmd: "echo d >> ran; cat ob oc > od" }
        """;

    [LongFact]
    public async Task Eight_runs_run_each_task_with_outputs_once_and_say_that_they_wait()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Yaml);
        folder.Write("s", "x");
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new DagrsTest().In(folder).RunAsync()));

        Assert.Equal("abcd", string.Concat(folder.Read("ran").Split('\n').Order(StringComparer.Ordinal)));
        Assert.Equal("xx", folder.Read("od"));
        Assert.Equal(7 * 4, runs.Sum(run => run.Counts.GetValueOrDefault("up-to-date")));
        Assert.Contains(runs, run => run.Out.Contains("waits for another run of the file", StringComparison.Ordinal));
        var history = await new DagrsTest("history", "--format", "json").In(folder).RunAsync();
        Assert.Equal(8, JsonDocument.Parse(history.Out).RootElement.EnumerateArray().Count(run => run.GetProperty("result").GetString() == "succeeded"));
    }

    [LongFact]
    public async Task Nobody_waits_for_a_run_that_was_killed()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Yaml.Replace("sleep 1.5", "test -e ok || sleep 30", StringComparison.Ordinal));
        folder.Write("s", "x");
        await using var first = new DagrsTest().In(folder).Start();
        await first.WaitUntilAsync(() => folder.Has("ran") && folder.Read("ran").Contains('a', StringComparison.Ordinal), "'a' to begin");
        await using var second = new DagrsTest().In(folder).Start();
        await second.WaitForAsync("waits for another run of the file");
        folder.Write("ok", "");
        await first.SignalAsync("KILL");
        var ran = await second.EndAsync();

        Assert.Equal(4, ran.Counts.GetValueOrDefault("succeeded") + ran.Counts.GetValueOrDefault("up-to-date"));
        Assert.Equal("xx", folder.Read("od"));
        Assert.Equal(4, (await new DagrsTest().In(folder).RunAsync()).Counts["up-to-date"]);
    }
}
