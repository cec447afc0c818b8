using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>What a failure does to the run, by mode, and what the last screen says of it.</summary>
public sealed class FailureTests
{
    // 'bad' fails while 'slow' runs, which ends by itself as soon as it sees that; 'free' needs neither, 'last' needs 'bad'.
    private const string Mixed =
        """
        dagrs:
          slow: { name: Slow, cmd: "until [ -e failed ]; do sleep 0.01; done; sleep 0.3; echo slow is done" }
          bad: { name: Bad, cmd: "sleep 0.1; touch failed; exit 5" }
          free: { name: Free, after: slow, cmd: echo free }
          last: { name: Last, after: bad, cmd: echo last }
        """;

    [Fact]
    public Task After_a_failure_what_runs_may_end_and_nothing_new_starts() => DagrsTest.Of(Mixed, "-j2").ExitsWith(1)
        .PrintsLine("[slow] slow is done")
        .PrintsLine("not run because 'bad' failed: 'last' (Last)")
        .PrintsLine("not run because the run was stopped after 'bad' failed: 'free' (Free)")
        .PrintsLine("4 tasks: 1 succeeded, 1 failed, 2 not-run in {time}")
        .RunAsync();

    [LongTheory]
    [InlineData("-k")]
    [InlineData("--keep-going")]
    public Task Keeping_going_runs_all_that_does_not_come_after_the_failure(string option) => DagrsTest.Of(Mixed, "-j2", option).ExitsWith(1)
        .PrintsLine("[free] free")
        .NeverPrints("[last]")
        .PrintsLine("4 tasks: 2 succeeded, 1 failed, 1 not-run in {time}")
        .RunAsync();

    [Fact]
    public Task Failing_fast_stops_what_runs() => DagrsTest.Of(Mixed.Replace("sleep 0.3", "sleep 60", StringComparison.Ordinal), "-j2", "--fail-fast").ExitsWith(1)
        .NeverPrints("slow is done")
        .PrintsLine("warn   Task canceled[name: Slow] after {time}")
        .PrintsLine("canceled: 'slow' (Slow) after {time}: the run was stopped after 'bad' failed")
        .PrintsLine("4 tasks: 1 failed, 1 canceled, 2 not-run in {time}")
        .RunAsync();

    [Fact]
    public Task The_last_screen_has_all_that_one_needs_to_know() => DagrsTest.Of(
        """
        dagrs:
          setup:
            name: "Set up"
            cmd: echo ready

          compile:
            name: "Compile it"
            after: setup
            cmd: |
              echo "main.c:1: error: expected ';'" >&2
              exit 2

          test:
            name: "Test it"
            after: compile
            cmd: echo tested
        """).ExitsWith(1)
        .PrintsSomewhere(
            """

            failed: 'compile' (Compile it) exited with code 2 after {time}
              at dagrs.yaml:6
              command: echo "main.c:1: error: expected ';'" >&2
                       exit 2
              output: above

            not run because 'compile' failed: 'test' (Test it)
            3 tasks: 1 succeeded, 1 failed, 1 not-run in {time}

            """)
        .RunAsync();

    [Fact]
    public Task Output_that_has_just_been_shown_whole_is_not_repeated() => DagrsTest.Of("dagrs: { a: { name: A, cmd: seq 1000; exit 1 } }").ExitsWith(1)
        .Expect(ran => Assert.Equal(Enumerable.Range(1, 1000).Select(i => i.ToString()), ran.LinesOf("a")))
        .Expect(ran => Assert.Single(ran.Lines, line => line.EndsWith(" 1000", StringComparison.Ordinal)))
        .PrintsSomewhere("  output: above\n\n1 task: 1 failed")
        .RunAsync();

    // 'b' runs after the failure of 'a' and writes more than a screen.
    [LongTheory]
    [InlineData("prefix")]
    [InlineData("group")]
    public Task Only_the_last_twenty_lines_of_output_that_has_gone_by_are_repeated(string mode) => DagrsTest.Of(
        "dagrs: { a: { name: A, cmd: seq 1000; exit 1 }, b: { name: B, cmd: seq 2001 2100 } }", "-k", "-j1", "-o", mode).ExitsWith(1)
        .PrintsSomewhere("  last 20 lines of output:\n" + string.Concat(Enumerable.Range(981, 20).Select(i => $"    {i}\n")) + "\n2 tasks: 1 succeeded, 1 failed")
        .RunAsync();

    [Fact]
    public Task Output_that_went_to_the_log_alone_is_shown_at_the_end() => DagrsTest.Of("dagrs: { a: { name: A, cmd: echo alas; exit 1 } }", "--log-path", "run.log").ExitsWith(1)
        .PrintsSomewhere("  output:\n    alas\n")
        .RunAsync();

    [Fact]
    public Task An_allowed_failure_is_counted_so_that_nobody_misreads_it() => DagrsTest.Of(
        "dagrs: { a: { name: A, cmd: 'true' }, b: { name: B, cmd: exit 1 }, c: { name: C, cmd: exit 2, allow-failure: true } }", "-k").ExitsWith(1)
        .PrintsLine("3 tasks: 1 succeeded, 1 failed, 1 failed (allowed) in {time}")
        .RunAsync();

    [LongFact]
    public Task Only_the_last_twenty_lines_of_output_are_shown() => DagrsTest.Of("dagrs: { a: { name: A, cmd: seq 1000; exit 1 } }", "--log-path", "run.log").ExitsWith(1)
        .PrintsSomewhere("  last 20 lines of output:\n" + string.Concat(Enumerable.Range(981, 20).Select(i => $"    {i}\n")) + "\n1 task: 1 failed")
        .RunAsync();

    [LongFact]
    public Task Every_root_failure_is_shown() => DagrsTest.Of(
        """
        dagrs:
          a: { name: A, cmd: echo from a; exit 1 }
          b: { name: B, cmd: echo from b; exit 2 }
          c: { name: C, after: [ a, b ], cmd: echo c }
        """,
        "-k").ExitsWith(1)
        .PrintsLine("failed: 'a' (A) exited with code 1 after {time}")
        .PrintsLine("failed: 'b' (B) exited with code 2 after {time}")
        .PrintsLine("3 tasks: 2 failed, 1 not-run in {time}")
        .RunAsync();

    [LongTheory]
    [InlineData("exit 255", "exited with code 255")]
    [InlineData("no-such-program-1234", "exited with code 127")]
    [InlineData("kill -SEGV $$", "killed by SIGSEGV")]
    [InlineData("kill -KILL $$", "killed by SIGKILL")]
    [InlineData("[no-such-program-1234, x]", "'no-such-program-1234' was not found")]
    [InlineData("[./plain.txt]", "program './plain.txt' is not executable: permission denied")]
    [InlineData("[/]", "program '/' is a folder")]
    public Task How_a_command_failed_is_told(string command, string words) => DagrsTest.Of($"dagrs: {{ a: {{ name: A, cmd: {command} }} }}").File("plain.txt", "text")
        .ExitsWith(1)
        .PrintsSomewhere(words)
        .PrintsLine("1 task: 1 failed in {time}")
        .RunAsync();

    [LongFact]
    public Task What_is_written_on_standard_error_decides_nothing() =>
        DagrsTest.Of("dagrs: { a: { name: A, cmd: echo oh no >&2 } }").PrintsLine("[a] oh no").PrintsLine("1 task: 1 succeeded in {time}").RunAsync();

    [LongFact]
    public Task A_group_fails_to_run_as_any_other_task_does() => DagrsTest.Of(
        """
        dagrs:
          bad: { name: Bad, cmd: exit 1 }
          group: { name: Group, after: bad }
          last: { name: Last, after: group, cmd: echo last }
        """).ExitsWith(1)
        .PrintsLine("not run because 'bad' failed: 'group' (Group), 'last' (Last)")
        .RunAsync();

    [LongFact]
    public Task A_thousand_tasks_that_cannot_run_all_count() => DagrsTest.Of(
        "dagrs:\n  bad: { name: Bad, cmd: exit 1 }\n" + string.Concat(Enumerable.Range(1, 1000).Select(i => $"  t{i}: {{ name: T{i}, after: bad, cmd: 'true' }}\n"))).ExitsWith(1)
        .PrintsLine("1001 tasks: 1 failed, 1000 not-run in {time}")
        .RunAsync();
}
