using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Services as real processes: when they start, when they are ready, when they end, and what is said of those that do not as they should.</summary>
public sealed class ServiceTests : ServiceRuns
{
    private const int Patience = 120_000; // ms

    [Fact(Timeout = Patience)]
    public async Task It_is_up_while_tasks_need_it_and_down_afterwards()
    {
        await Run(
            """
            dagrs:
              first: { name: First, cmd: 'test ! -e up; echo first >> story' }
              db: { name: DB, service: true, after: first, cmd: 'touch up; trap "echo down >> story; rm up; exit" TERM; echo up >> story; echo now ready; while :; do sleep 0.02; done', ready: { log: "^now ready$" } }
              a: { name: A, after: db, cmd: 'test -e up; echo a >> story' }
              b: { name: B, after: a, cmd: 'test -e up; echo b >> story' }
              wipe: { name: Wipe, after: b, when: always, cmd: 'test ! -e up; echo wipe >> story' }
            """)
            .PrintsLine("info   Service ready[name: DB] after {time}")
            .PrintsLine("info   Task executed successfully. [name: DB] in {time}")
            .PrintsLine("5 tasks: 5 succeeded in {time}")
            .RunAsync();

        Assert.Equal("first\nup\na\nb\ndown\nwipe\n", Folder.Read("story"));
        Marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public Task It_does_not_start_where_all_that_need_it_are_skipped() => Run(
        """
        dagrs:
          db: { name: DB, service: true, cmd: "touch started; SLEEP" }
          a: { name: A, after: db, if: "${{ default(env.NO, '0') == '1' }}", cmd: echo a }
        """)
        .PrintsSomewhere("2 tasks: 2 skipped")
        .Expect(_ => Assert.False(Folder.Has("started")))
        .RunAsync();

    [LongTheory(Timeout = Patience)]
    [InlineData("--skip", "db")]
    [InlineData("--only", "t")]
    public Task It_does_not_start_where_it_is_not_chosen(params string[] selection) => Run(
        """
        dagrs:
          db: { name: DB, service: true, cmd: "touch started; SLEEP" }
          t: { name: T, after: db, cmd: echo t }
        """,
        selection)
        .PrintsLine("[t] t")
        .Expect(_ => Assert.False(Folder.Has("started")))
        .RunAsync();

    [LongTheory(Timeout = Patience)]
    [InlineData("tcp: PORT", "200")]
    [InlineData("tcp: 'localhost:PORT'", "200")]
    [InlineData("http: 'http://localhost:PORT/health'", "200")]
    [InlineData("http: 'http://127.0.0.1:PORT/', status: 401", "401")]
    [InlineData("http: 'http://127.0.0.1:PORT/'", "301")]
    [InlineData("http: 'http://127.0.0.1:PORT/'", "continue")]
    [InlineData("http: 'http://127.0.0.1:PORT/'", "slow")]
    [InlineData("log: '^listening$'", "200")]
    [InlineData("cmd: 'test -e \"$DAGRS_TEST_FLAG\"'", "200")]
    [InlineData("cmd: [ test, -e, here ]", "200")]
    public async Task It_is_ready_when_its_check_says_so(string ready, string answer) => await Run(
        $$"""
        dagrs:
          db: { name: DB, service: true, cmd: 'echo > here; exec SERVE {{answer}}', env: { DAGRS_TEST_FLAG: here }, ready: { {{ready}} } }
          t: { name: T, after: db, cmd: echo t }
        """)
        .PrintsLine("[t] t")
        .PrintsLine("2 tasks: 2 succeeded in {time}")
        .RunAsync();

    [LongTheory(Timeout = Patience)]
    [InlineData("printf 'the door is op'; sleep 0.1; printf 'en'; SLEEP")]
    [InlineData("printf '\\033[1mthe \\033[32mdoor\\033[0m is open\\n' >&2; SLEEP")]
    public Task A_line_of_either_stream_says_that_it_is_ready_also_without_its_end(string command) => Run(
        $$"""
        dagrs:
          db:
            name: DB
            service: true
            ready: { log: "^the door is open$" }
            cmd: |
              {{command}}
          t: { name: T, after: db, cmd: echo t }
        """)
        .PrintsLine("[t] t")
        .PrintsLine("2 tasks: 2 succeeded in {time}")
        .RunAsync();

    [Fact(Timeout = Patience)]
    public async Task One_that_is_never_ready_has_failed_with_the_answer_of_the_last_check_and_its_last_lines()
    {
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: "echo I try; SLEEP", ready: { tcp: PORT, timeout: 300ms } }
              t: { name: T, after: db, cmd: echo t }
            """,
            "-o", "errors-only")
            .ExitsWith(1)
            .PrintsSomewhere($"failed: 'db' (DB) was not ready after 0.3 s: 127.0.0.1:{Port}: connection refused; [::1]:{Port}: connection refused after {{time}}")
            .PrintsSomewhere("I try")
            .PrintsLine("not run because 'db' failed: 't' (T)")
            .PrintsLine("2 tasks: 1 failed, 1 not-run in {time}")
            .RunAsync();
        Marker.AssertNoneAlive();
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("http: 'http://127.0.0.1:PORT/'", "503", "http://127.0.0.1:PORT/ answered 503")]
    [InlineData("http: 'http://127.0.0.1:PORT/', status: 401", "200", "http://127.0.0.1:PORT/ answered 200")]
    [InlineData("http: 'http://127.0.0.1:PORT/'", "close", "http://127.0.0.1:PORT/")]
    [InlineData("http: 'http://127.0.0.1:PORT/'", "silent", "http://127.0.0.1:PORT/: no answer in time")]
    [InlineData("cmd: 'echo not yet; exit 4'", "200", "its check exited with code 4 (not yet)")]
    [InlineData("cmd: 'SLEEP'", "200", "its check took too long")]
    [InlineData("cmd: [ no-such-program-here ]", "200", "its check: program 'no-such-program-here' was not found in PATH")]
    [InlineData("log: 'never'", "200", "no line of its output matches 'never'")]
    public async Task What_the_last_check_said_is_told(string ready, string answer, string words)
    {
        await Run(
            $$"""
            dagrs:
              db: { name: DB, service: true, cmd: "exec SERVE {{answer}}", ready: { {{ready}}, timeout: 2s } }
              t: { name: T, after: db, cmd: echo t }
            """)
            .ExitsWith(1)
            .PrintsSomewhere($"failed: 'db' (DB) was not ready after 2 s: {words.Replace("PORT", $"{Port}", StringComparison.Ordinal)}")
            .PrintsLine("2 tasks: 1 failed, 1 not-run in {time}")
            .RunAsync();
        Marker.AssertNoneAlive();
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("exit 0", "exited with code 0 while it was still needed")]
    [InlineData("exit 3", "exited with code 3")]
    [InlineData("kill -s KILL $$", "killed by SIGKILL")]
    public Task One_that_ends_before_it_is_ready_has_failed(string command, string words) => Run(
        $$"""
        dagrs:
          db: { name: DB, service: true, cmd: "echo hello; {{command}}", ready: { tcp: PORT } }
          t: { name: T, after: db, cmd: echo t }
        """)
        .ExitsWith(1)
        .PrintsSomewhere($"failed: 'db' (DB) {words} after {{time}}")
        .PrintsLine("not run because service 'db' ended: 't' (T)")
        .PrintsLine("2 tasks: 1 failed, 1 not-run in {time}")
        .RunAsync();

    [Fact(Timeout = Patience)]
    public async Task One_that_ends_while_a_task_runs_takes_it_along_and_is_the_one_failure()
    {
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: 'while [ ! -e go ]; do sleep 0.02; done; exit 3' }
              t: { name: T, after: db, cmd: "touch go; SLEEP" }
              u: { name: U, after: t, cmd: echo u }
              apart: { name: Apart, cmd: echo apart }
            """,
            "-k")
            .ExitsWith(1)
            .PrintsSomewhere("failed: 'db' (DB) exited with code 3 after {time}")
            .PrintsLine("canceled: 't' (T) after {time}: service 'db' ended")
            .PrintsLine("not run because service 'db' ended: 'u' (U)")
            .PrintsLine("4 tasks: 1 succeeded, 1 failed, 1 canceled, 1 not-run in {time}")
            .RunAsync();
        Marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public Task What_defaults_say_of_what_a_service_cannot_have_does_not_count_for_it() => Run(
        """
        resources: { one: 1 }
        defaults: { resources: { one: 1 }, timeout: 1m, cache: true }
        dagrs:
          db: { name: DB, service: true, cmd: SLEEP }
          t: { name: T, after: db, cmd: echo t }
        """)
        .PrintsSomewhere("2 tasks: 2 succeeded")
        .RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task A_service_whose_output_is_huge_does_not_stop_the_run() =>
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: "seq 300000; echo up; exec seq 100000000 >&2", ready: { log: "^up$" } }
              t: { name: T, after: db, cmd: echo t }
            """,
            "-o", "errors-only")
            .PrintsSomewhere("2 tasks: 2 succeeded")
            .RunAsync();
}
