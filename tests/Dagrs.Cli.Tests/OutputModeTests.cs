using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>The ways to show what tasks print (-o), and the limits of time (--timeout, --grace).</summary>
public sealed class OutputModeTests
{
    // 'quick' starts first and ends first; 'slow' prints while it runs.
    private const string Two =
        """
        dagrs:
          quick: { name: Quick, cmd: "echo quick 1; until [ -e begun ]; do sleep 0.01; done; echo quick 2; touch over" }
          slow: { name: Slow, cmd: "echo slow 1; touch begun; until [ -e over ]; do sleep 0.01; done; sleep 0.1; echo slow 2" }
        """;

    [Fact]
    public Task In_a_group_the_output_of_a_task_stays_together() => Quiet(Two, "-o", "group")
        .PrintsSomewhere("quick 1\nquick 2\n")
        .PrintsSomewhere("slow 1\nslow 2\n")
        .NeverPrints("[slow]")
        .RunAsync();

    [Fact]
    public Task The_oldest_task_streams_and_the_others_wait_their_turn() => Quiet(Two, "-o", "keep-order").Prints("[quick] quick 1\n[quick] quick 2\n[slow] slow 1\n[slow] slow 2").RunAsync();

    [Fact]
    public Task Only_the_output_of_failures_is_shown_when_that_is_asked_for() => Quiet(
        """
        dagrs:
          good: { name: Good, cmd: echo all is well }
          bad: { name: Bad, cmd: echo alas; exit 1 }
        """,
        "-k", "-o", "errors-only").ExitsWith(1).PrintsLine("alas").NeverPrints("all is well").RunAsync();

    [Fact]
    public Task Raw_output_has_no_prefix() => Quiet("dagrs: { a: { name: A, cmd: 'echo one; echo two' } }", "-o", "raw").Prints("one\ntwo").RunAsync();

    [Fact]
    public Task In_CI_output_comes_in_groups() => DagrsTest.Of("dagrs: { a: { name: A, cmd: echo one } }").Environment("CI", "true").NeverPrints("[a] one").PrintsLine("one").RunAsync();

    [Fact]
    public Task An_unknown_way_is_refused() => Quiet(Two, "-o", "grop")
        .IsRefused("-o must be one of prefix, group, keep-order, errors-only, raw, not 'grop'; did you mean 'group'?")
        .RunAsync();

    [Fact]
    public Task A_run_that_takes_too_long_is_stopped_and_exits_with_124() => DagrsTest.Of(
        """
        dagrs:
          sleeper: { name: Sleeper, cmd: sleep 300 }
          next: { name: Next, after: sleeper, cmd: echo next }
        """,
        "--timeout", "1s").ExitsWith(124)
        .PrintsLine("canceled: 'sleeper' (Sleeper) after {time}: the run was stopped after its time limit of 1 s")
        .PrintsLine("2 tasks: 1 canceled, 1 not-run in {time}")
        .RunAsync();

    [LongTheory]
    [InlineData("5")]
    [InlineData("-1s")]
    [InlineData("soon")]
    [InlineData("")]
    public Task A_time_limit_that_is_none_is_refused(string limit) => Quiet(Two, "--timeout", limit).ExitsWith(2).PrintsNothing().ComplainsOf($"--timeout: '{limit}'").RunAsync();

    [Fact]
    public async Task A_task_that_ignores_the_request_is_killed_after_the_given_grace_time()
    {
        await using var running = DagrsTest.Of($"dagrs: {{ deaf: {{ name: Deaf, cmd: [ '{Paths.TestProgram}', ignore-term, '300000' ] }} }}", "--grace", "0.2").ExitsWith(143).Start();
        await running.WaitForAsync("ready");
        await running.SignalAsync("TERM");
        await running.EndAsync();
    }

    private static DagrsTest Quiet(string yaml, params string[] arguments) => DagrsTest.Of(yaml, ["-q", "-j2", .. arguments]);
}
