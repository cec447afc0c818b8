using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Reporting;

/// <summary>The last screen of many kinds of failure, each against a transcript that somebody has read as one reads a red CI job.</summary>
public sealed class FailureScreenTests
{
    // 'docs' runs when 'build' fails, and ends a while after that.
    private const string Pipeline =
        """
        dagrs:
          restore: { name: "Restore", cmd: echo restored }
          build:
            name: "Build"
            after: restore
            cmd: echo compiling; echo 'main.c:7 is wrong' >&2; sleep 0.2; touch failed; exit 2
          docs: { name: "Write the docs", after: restore, cmd: "until [ -e failed ]; do sleep 0.01; done; sleep 1; echo docs" }
          test: { name: "Test", after: build, cmd: echo tested }
          pack: { name: "Pack", after: [ test, docs ], cmd: echo packed }
          publish: { name: "Publish", after: pack, cmd: echo published }
          spell: { name: "Spelling", after: docs, cmd: echo spelling }
        """;

    [Fact]
    public Task A_failure_in_the_default_mode() => Check("default", Pipeline, 1, "-j2");

    [LongFact]
    public Task A_failure_when_the_run_keeps_going() => Check("keep-going", Pipeline.Replace("echo spelling", "echo 'recieve?'; exit 1", StringComparison.Ordinal), 1, "-k", "-j1");

    [LongFact]
    public Task A_failure_that_stops_everything() => Check("fail-fast", Pipeline.Replace("sleep 1;", "sleep 60;", StringComparison.Ordinal), 1, "--fail-fast", "-j2");

    [LongFact]
    public Task A_task_that_takes_too_long() => Check("task-timeout", "dagrs: { slow: { name: Slow, timeout: 300ms, cmd: sleep 60 }, next: { name: Next, after: slow, cmd: echo } }", 1);

    [LongFact]
    public Task A_run_that_takes_too_long() => Check("run-timeout", "dagrs: { slow: { name: Slow, cmd: echo working; sleep 60 }, next: { name: Next, after: slow, cmd: echo } }", 124, "--timeout", "2s");

    [LongFact]
    public Task A_task_that_crashes() => Check("signal", "dagrs: { crash: { name: Crash, cmd: 'echo before; kill -SEGV $$' } }", 1);

    [LongFact]
    public Task A_task_that_was_tried_again() => Check(
        "retries", "dagrs: { flaky: { name: Flaky, retry: 2, cmd: 'echo attempt $DAGRS_ATTEMPT; exit 9' }, slow: { name: Slow, retry: 1, timeout: 200ms, cmd: sleep 60 } }", 1, "-k", "-j1");

    [LongFact]
    public Task A_failure_that_is_allowed_alone() => Check("allowed", "dagrs: { lint: { name: Lint, allow-failure: true, cmd: echo ugly; exit 4 }, next: { name: Next, after: lint, cmd: echo } }", 0);

    [LongFact]
    public Task A_command_that_is_a_list() => Check("list", "dagrs: { a: { name: A, cmd: [ sh, -c, \"echo \\\"it's $1\\\"; exit 1\", x, two words ] } }", 1);

    [LongFact]
    public Task A_program_that_is_not_there() => Check("not-found", "dagrs: { a: { name: A, cmd: [ no-such-program-1234, --version ] } }", 1);

    [LongFact]
    public Task A_command_of_many_lines() => Check(
        "many-lines", "dagrs:\n  a:\n    name: A\n    cmd: |\n" + string.Concat(Enumerable.Range(1, 15).Select(i => $"      echo step {i}\n")) + "      exit 1\n", 1);

    [LongFact]
    public Task A_long_output_with_tabs_and_a_line_that_is_far_too_long() => Check(
        "long-output", "dagrs: { a: { name: A, cmd: \"seq 1000; printf '\\\\tat x (y:1)\\\\n\\\\n'; head -c 100000 /dev/zero | tr '\\\\0' z; exit 1\" } }", 1);

    [LongFact]
    public Task A_thousand_tasks_that_did_not_run() => Check(
        "thousand-not-run", "dagrs:\n  bad: { name: Bad, cmd: echo sorry; exit 1 }\n" + string.Concat(Enumerable.Range(1, 1000).Select(i => $"  t{i}: {{ name: Task {i}, after: bad, cmd: 'true' }}\n")), 1);

    [LongFact]
    public Task Sixty_tasks_that_failed_and_sixty_that_did_not_run_because_of_them() => Check(
        "sixty-failures",
        "dagrs:\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"  f{i}: {{ name: Fails {i}, cmd: echo sorry {i}; exit 1 }}\n  n{i}: {{ name: Next {i}, after: f{i}, cmd: 'true' }}\n")), 1, "-k", "-j1");

    [LongFact]
    public Task Twelve_tasks_that_were_canceled() => Check(
        "canceled", "dagrs:\n  bad: { name: Bad, cmd: sleep 1; exit 1 }\n" + string.Concat(Enumerable.Range(1, 12).Select(i => $"  s{i}: {{ name: Slow {i}, cmd: sleep 60 }}\n")), 1, "--fail-fast", "-j13");

    // With a log file and without progress the screen is all there is.
    private static async Task Check(string name, string yaml, int exitCode, params string[] arguments)
    {
        var ran = await DagrsTest.Of(yaml, ["-q", "--log-path", "run.log", .. arguments]).ExitsWith(exitCode).RunAsync();
        Approved.Check("failure-" + name, Normal.Text(ran.Out));
    }
}
