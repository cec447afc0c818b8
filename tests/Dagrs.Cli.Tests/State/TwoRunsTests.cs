using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>Two runs of one file that want the same task.</summary>
public sealed class TwoRunsTests
{
    private const int Patience = 120_000; // ms

    [Fact(Timeout = Patience)]
    public async Task The_second_says_after_a_second_that_it_waits_and_finds_the_task_up_to_date()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs:\n  t: { name: T, inputs: src, outputs: out, cmd: 'while [ ! -e go ]; do sleep 0.02; done; cp src out; echo ran >> log' }\n");
        folder.Write("src", "1");
        await using var first = new DagrsTest("--state", "state").In(folder).Start();
        await first.WaitForAsync("Executing Task[name: T]");
        await using var second = new DagrsTest("--state", "state").In(folder).Start();
        await second.WaitForAsync("warn   Task[name: T] waits for another run of the file that is running it");
        folder.Write("go", "");
        await first.EndAsync();
        var ran = await second.EndAsync();
        Assert.Contains("Task up to date[name: T]", ran.Out, StringComparison.Ordinal);
        Assert.Equal("ran\n", folder.Read("log"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_dagrs_waits_for_no_task_that_it_runs_within_however_deep()
    {
        using var folder = new TempFolder();
        var dagrs = $"{Paths.Dagrs} --state state";
        folder.Write("dagrs.yaml", $$"""
            dagrs:
              a: { name: A, inputs: src, outputs: out-a, cmd: 'if [ "$DEPTH" != 1 ]; then DEPTH=1 {{dagrs}} b --only; fi; touch out-a' }
              b: { name: B, inputs: src, outputs: out-b, cmd: '{{dagrs}} a --only; touch out-b' }
            """);
        folder.Write("src", "1");
        await new DagrsTest("a", "--only", "--state", "state").In(folder).ExitsWith(0).Limit(TimeSpan.FromSeconds(60)).RunAsync();
    }
}
