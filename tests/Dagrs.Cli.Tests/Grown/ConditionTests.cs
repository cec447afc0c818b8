using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Grown;

/// <summary>Whether a task runs: <c>when</c> and <c>if</c>, what they say of themselves, and what is scarce.</summary>
public sealed class ConditionTests
{
    private const int Patience = 240_000; // ms

    [Fact(Timeout = Patience)]
    public async Task Skipping_does_not_spread_and_a_skipped_task_gives_nothing()
    {
        var ran = await DagrsTest.Of("""
            dagrs:
              skipped: { name: Skipped, if: "'a' == 'b'", cmd: echo never }
              after: { name: After, after: skipped, cmd: 'echo "<$1>"' }
              spread: { name: Spread, after: skipped, if: "tasks.skipped.state != 'skipped'", cmd: echo never }
            """).RunAsync();

        Assert.Contains("info   Task skipped[name: Skipped]. its condition is false: 'a' == 'b'", ran.Lines);
        Assert.Equal(["<>"], ran.LinesOf("after"));
        Assert.Equal(new Dictionary<string, int> { ["succeeded"] = 1, ["skipped"] = 2 }, ran.Counts);
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("contains('abc', 'b') && !contains('abc', 'x')")]
    [InlineData("one-of('x', 'y, x z') || false")]
    [InlineData("matches('a.sh', '*.sh') && (os == 'linux' || os == 'macos' || os == 'windows')")]
    [InlineData("default(env.NOBODY_SETS_THIS, 'y') == 'y'")]
    [InlineData("exists('dagrs.yaml') && !exists('nothing')")]
    [InlineData("!ci && arch != 'vax'")]
    [InlineData("${{ 'It''s' == 'It''s' }}")]
    public async Task A_true_condition_runs_its_task(string condition) =>
        Assert.Equal(1, (await DagrsTest.Of($"dagrs:\n  a:\n    name: A\n    if: \"{condition}\"\n    cmd: echo\n").RunAsync()).Counts["succeeded"]);

    [Fact(Timeout = Patience)]
    public async Task After_a_failure_clean_up_runs_in_every_mode()
    {
        foreach (var mode in new[] { "--keep-going", "--fail-fast", "-q" })
        {
            var ran = await DagrsTest.Of("""
                dagrs:
                  bad: { name: Bad, cmd: exit 3 }
                  always: { name: Always, after: bad, when: always, cmd: echo always }
                  failure: { name: Failure, after: bad, when: failure, cmd: echo failure }
                  next: { name: Next, after: always, cmd: echo never }
                  good: { name: Good, cmd: echo good }
                  never: { name: Never, after: good, when: failure, cmd: echo never }
                """, mode, "-o", "prefix").ExitsWith(1).RunAsync();

            Assert.Contains(ran.Lines, line => line.EndsWith("always", StringComparison.Ordinal));
            Assert.Contains(ran.Lines, line => line.EndsWith("failure", StringComparison.Ordinal));
            Assert.Equal(1, ran.Counts["failed"]);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Every_problem_of_a_file_is_told_in_one_go() => await DagrsTest.Of("""
        resources: { db: 1 }
        dagrs:
          a: { name: A, cmd: echo, nam: x }
          b: { name: B, after: a, if: "tasks.a.state == 'success'", cmd: echo }
          c: { name: C, if: "tasks.a.state == 'failed'", cmd: echo }
          d: { name: D, after: a, env: { X: "${{ tasks.a.results.x }}" }, cmd: echo }
          e: { name: E, resources: { db: 2 }, cmd: echo }
          f: { name: F, resources: licence, cmd: echo }
        """, "check").ExitsWith(3).PrintsNothing()
        .ComplainsOf("dagrs.yaml:3:").ComplainsOf("dagrs.yaml:4:").ComplainsOf("dagrs.yaml:5:").ComplainsOf("dagrs.yaml:6:").ComplainsOf("dagrs.yaml:7:3: error: task 'e' needs 2 of 'db', and there are only 1: it could never start")
        .ComplainsOf("dagrs.yaml:8:3: error: task 'f' needs 'licence', which is not declared").RunAsync();

    [LongTheory(Timeout = Patience)]
    [InlineData("s")]
    [InlineData("between")]
    public async Task A_condition_cannot_wait_for_the_results_of_a_service(string before) => await DagrsTest.Of($$"""
        dagrs:
          s: { name: S, service: true, results: p, ready: { cmd: test -f up }, cmd: "echo p=1 >> $DAGRS_RESULTS; touch up; sleep 9" }
          between: { name: Between, after: s, cmd: echo }
          a: { name: A, after: {{before}}, if: "tasks.s.results.p == '2'", cmd: echo a }
        """).ExitsWith(3).PrintsNothing().ComplainsOf("'if' of task 'a': task 's' is a service").RunAsync();

    [LongTheory(Timeout = Patience)]
    [InlineData("exit 1", 1)]
    [InlineData("exit 0", 0)]
    public async Task What_cleans_up_runs_although_all_that_it_comes_after_is_left_out(string command, int code)
    {
        var ran = await DagrsTest.Of($$"""
            dagrs:
              first: { name: First, cmd: {{command}} }
              left: { name: Left, after: first, cmd: echo }
              always: { name: Always, when: always, after: left, cmd: echo }
              failure: { name: Failure, when: failure, after: left, cmd: echo }
            """, "-k", "--skip", "left").ExitsWith(code).RunAsync();

        Assert.Equal(3 - code, ran.Counts["succeeded"]);
    }

    [LongFact(Timeout = Patience)]
    public async Task No_more_is_taken_than_there_is()
    {
        using var folder = new TempFolder();
        var ran = await DagrsTest.Of("""
            resources: { seat: 1 }
            dagrs:
              a:
                name: A
                matrix: { n: [ 1, 2, 3, 4 ] }
                resources: seat
                cmd: mkdir seat && sleep 0.05 && rmdir seat
            """, "-j", "4").In(folder).RunAsync();

        Assert.Equal(4, ran.Counts["succeeded"]);
    }

    [LongFact(Timeout = Patience)]
    public async Task After_a_signal_nothing_is_left_behind_by_what_cleans_up()
    {
        using var marker = new Marker();
        await using var running = DagrsTest.Of($$"""
            dagrs:
              work: { name: Work, matrix: { n: [ 1, 2, 3 ] }, cmd: echo ready; {{marker.Sleep}} }
              clean: { name: Clean, when: always, after: work, cmd: '({{marker.Sleep}} &) ; {{marker.Sleep}}' }
            """, "--cleanup", "1", "--grace", "1", "-j", "4").Mark(marker).ExitsWith(143).Start();
        await running.WaitForAsync("[work[n=3]] ready");
        await running.SignalAsync("TERM");
        var ran = await running.EndAsync();

        Assert.Equal(new Dictionary<string, int> { ["canceled"] = 4 }, ran.Counts);
        Assert.Empty(marker.Alive);
    }
}
