using Dagrs.Cli.Tests.Support;
using static Dagrs.Cli.Tests.CommandLineTests;

namespace Dagrs.Cli.Tests;

/// <summary><c>--schedule</c> and <c>--endpoints</c>: in which order tasks run, and how many may be the first or the last.</summary>
public sealed class ScheduleOptionTests
{
    // With waves 'late' waits for the whole first wave; eager, it would not wait for 'slow'.
    [LongTheory]
    [InlineData("eager", "late slow")]
    [InlineData("waves", "slow late")]
    [InlineData("WAVES", "slow late")]
    public async Task Waves_wait_for_each_other_and_eager_tasks_do_not(string schedule, string order)
    {
        var looks = schedule == "eager" ? 500 : 15; // eager, it comes as soon as it can
        var test = DagrsTest.Of(
            $$"""
            dagrs:
              quick: { name: Quick, cmd: "true" }
              slow: { name: Slow, cmd: "i=0; while [ $i -lt {{looks}} ] && ! [ -e late ]; do sleep 0.02; i=$((i+1)); done; sleep 0.2; echo slow" }
              late: { name: Late, after: quick, cmd: touch late; echo late }
            """,
            "--schedule", schedule, "-j", "4");
        var ran = await test.RunAsync();
        Assert.Equal(order, string.Join(' ', ran.Lines.Where(line => line is "[slow] slow" or "[late] late").Select(line => line.Split(' ')[1])));
    }

    [Fact]
    public Task Single_endpoints_make_a_second_start_or_end_an_error() => Three("--endpoints", "single", "check").ExitsWith(3).PrintsNothing()
        .ComplainsOf("dagrs.yaml:4:3: error: 'endpoints: single' allows one end task, and there are 2: 'two', 'three'")
        .RunAsync();

    [Fact]
    public Task Any_endpoints_overrule_the_file() => DagrsTest.Of(
        """
        endpoints: single
        dagrs:
          a: { name: A, cmd: "true" }
          b: { name: B, cmd: "true" }
        """,
        "--endpoints=any").RunAsync();

    [Fact]
    public Task A_file_may_ask_for_single_endpoints_itself() => DagrsTest.Of(
        """
        endpoints: single
        dagrs:
          a: { name: A, cmd: "true" }
          b: { name: B, cmd: "true" }
        """).ExitsWith(3)
        .ComplainsOf("allows one start task, and there are 2: 'a', 'b'")
        .ComplainsOf("allows one end task, and there are 2: 'a', 'b'")
        .RunAsync();
}
