using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Services as real processes: when they start, when they are ready, when they end, and what is said of those that do not as they should.</summary>
public sealed class ServiceTests : IDisposable
{
    private const int Patience = 120_000; // ms

    private readonly Marker _marker = new();
    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort.Next();

    public void Dispose()
    {
        _marker.Dispose();
        _folder.Dispose();
    }

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

        Assert.Equal("first\nup\na\nb\ndown\nwipe\n", _folder.Read("story"));
        _marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public Task It_does_not_start_where_all_that_need_it_are_skipped() => Run(
        """
        dagrs:
          db: { name: DB, service: true, cmd: "touch started; SLEEP" }
          a: { name: A, after: db, if: "${{ default(env.NO, '0') == '1' }}", cmd: echo a }
        """)
        .PrintsSomewhere("2 tasks: 2 skipped")
        .Expect(_ => Assert.False(_folder.Has("started")))
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
        .Expect(_ => Assert.False(_folder.Has("started")))
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
            .PrintsSomewhere($"failed: 'db' (DB) was not ready after 0.3 s: 127.0.0.1:{_port}: connection refused; [::1]:{_port}: connection refused after {{time}}")
            .PrintsSomewhere("I try")
            .PrintsLine("not run because 'db' failed: 't' (T)")
            .PrintsLine("2 tasks: 1 failed, 1 not-run in {time}")
            .RunAsync();
        _marker.AssertNoneAlive();
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
            .PrintsSomewhere($"failed: 'db' (DB) was not ready after 2 s: {words.Replace("PORT", $"{_port}", StringComparison.Ordinal)}")
            .PrintsLine("2 tasks: 1 failed, 1 not-run in {time}")
            .RunAsync();
        _marker.AssertNoneAlive();
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
        _marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public async Task One_that_ignores_the_signal_is_killed_after_the_grace_with_a_warning_and_has_succeeded()
    {
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: "trap '' TERM; echo deaf; SLEEP; SLEEP", ready: { log: deaf }, stop: { grace: 200ms } }
              t: { name: T, after: db, cmd: echo t }
            """)
            .PrintsSomewhere("did not end within 0.2 s of SIGTERM, and was killed")
            .PrintsLine("2 tasks: 2 succeeded in {time}")
            .RunAsync();
        _marker.AssertNoneAlive();
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("", "TERM")]
    [InlineData(", stop: INT", "INT")]
    [InlineData(", stop: SIGINT", "INT")]
    [InlineData(", stop: { signal: HUP, grace: 30s }", "HUP")]
    [InlineData(", stop: { cmd: 'touch asked' }", "asked")]
    [InlineData(", stop: { cmd: 'exit 7' }", "TERM")]
    [InlineData(", stop: { cmd: 'touch seen', signal: USR1 }", "USR1")]
    public async Task It_is_asked_to_end_as_it_says(string stop, string asked)
    {
        await Run(
            $$"""
            dagrs:
              db:
                name: DB
                service: true
                ready: { log: ready }{{stop.Replace(", stop", "\n    stop", StringComparison.Ordinal)}}
                cmd: |
                  for signal in TERM INT HUP USR1; do trap "echo $signal > how; exit 0" $signal; done
                  echo ready
                  while [ ! -e asked ]; do sleep 0.02 || true; done
                  echo asked > how
              t: { name: T, after: db, cmd: echo t }
            """)
            .PrintsLine("2 tasks: 2 succeeded in {time}")
            .RunAsync();
        Assert.Equal(asked + "\n", _folder.Read("how"));
    }

    [LongFact(Timeout = Patience)]
    public async Task A_stop_command_that_fails_is_told_and_the_signal_is_sent() =>
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: "SLEEP", stop: { cmd: "echo no such door; exit 7" } }
              t: { name: T, after: db, cmd: echo t }
            """)
            .PrintsSomewhere("its stop command exited with code 7 (no such door); SIGTERM is sent")
            .PrintsLine("2 tasks: 2 succeeded in {time}")
            .RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task A_stop_command_that_hangs_lasts_no_longer_than_the_grace()
    {
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: "SLEEP", stop: { cmd: "SLEEP", grace: 200ms } }
              t: { name: T, after: db, cmd: echo t }
            """)
            .PrintsSomewhere("did not end within 0.2 s of its stop command, and was killed")
            .NeverPrints("is sent")
            .PrintsLine("2 tasks: 2 succeeded in {time}")
            .RunAsync();
        _marker.AssertNoneAlive();
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("(SLEEP &); echo started; exit 0", "")]
    [InlineData("(setsid SLEEP > /dev/null 2>&1 &); exit 0", "")]
    [InlineData("(SLEEP &); sleep 0.3; exit 0", ", ready: { cmd: 'true' }")]
    public async Task One_that_leaves_its_server_in_the_background_is_told_to_stay_and_nothing_is_left(string command, string ready)
    {
        await Run(
            $$"""
            dagrs:
              db: { name: DB, service: true, cmd: "{{command}}"{{ready}} }
              t: { name: T, after: db, cmd: SLEEP }
            """,
            "--grace", "5")
            .ExitsWith(1)
            .PrintsSomewhere("failed: 'db' (DB) went to the background; run it in the foreground")
            .PrintsSomewhere("1 failed, 1 ")
            .RunAsync();
        _marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_foreign_server_at_its_port_is_named()
    {
        using var foreign = new System.Net.Sockets.TcpListener(System.Net.IPAddress.IPv6Loopback, _port);
        foreign.Start();

        await Run(
            """
            dagrs:
              db: { name: DB, service: true, retry: 2, cmd: "touch started; SLEEP", ready: { http: "http://localhost:PORT/" } }
              t: { name: T, after: db, cmd: echo t }
            """)
            .ExitsWith(1)
            .PrintsSomewhere($"failed: 'db' (DB): port {_port} is already in use")
            .PrintsLine("2 tasks: 1 failed, 1 not-run in {time}")
            .RunAsync();
        Assert.False(_folder.Has("started"));
    }

    [LongTheory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_services_the_second_stops_before_the_first_also_when_the_run_is_stopped(bool isStopped)
    {
        await using var running = Run(
            $$"""
            dagrs:
              db: { name: DB, service: true, cmd: 'trap "echo db down >> story; exit 0" TERM; echo ready; while :; do sleep 0.02; done', ready: { log: ready } }
              api: { name: API, service: true, after: db, cmd: 'trap "sleep 0.2; echo api down >> story; exit 0" TERM; echo ready; while :; do sleep 0.02; done', ready: { log: ready } }
              t: { name: T, after: api, cmd: 'trap "sleep 0.2; echo t down >> story; exit 1" TERM; echo running; {{(isStopped ? "while :; do sleep 0.02; done" : "echo t down >> story")}}' }
            """)
            .ExitsWith(isStopped ? 130 : 0)
            .PrintsLine(isStopped ? "3 tasks: 3 canceled in {time}" : "3 tasks: 3 succeeded in {time}")
            .Start();
        if (isStopped)
        {
            await running.WaitForAsync("[t] running");
            await running.SignalAsync("INT");
        }

        await running.EndAsync();
        Assert.Equal("t down\napi down\ndb down\n", _folder.Read("story"));
        _marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public async Task One_service_is_needed_by_a_hundred_tasks()
    {
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: 'echo up >> story; trap "echo down >> story; exit" TERM; while :; do sleep 0.02; done', ready: { cmd: test -e story } }
              t: { name: T, after: db, matrix: { a: [0,1,2,3,4,5,6,7,8,9], b: [0,1,2,3,4,5,6,7,8,9] }, cmd: 'echo t >> story' }
            """)
            .PrintsLine("101 tasks: 101 succeeded in {time}")
            .RunAsync();
        Assert.Equal(["up", .. Enumerable.Repeat("t", 100), "down"], _folder.Read("story").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [LongFact(Timeout = Patience)]
    public async Task One_slot_is_enough_for_any_number_of_services() =>
        await Run(
            """
            dagrs:
              a: { name: A, service: true, cmd: SLEEP }
              b: { name: B, service: true, after: a, cmd: SLEEP }
              c: { name: C, service: true, matrix: { n: [1, 2, 3] }, after: b, cmd: SLEEP }
              d: { name: D, service: true, matrix: { n: [1, 2, 3] }, after: b, cmd: "echo $n up; SLEEP", ready: { log: "up" } }
              t: { name: T, after: [ a, d ], cmd: echo t }
            """,
            "-j", "1")
            .PrintsLine("[d[n=2]] 2 up")
            .PrintsLine("9 tasks: 6 succeeded, 3 skipped in {time}")
            .RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task It_is_tried_again_until_it_is_ready_and_not_afterwards()
    {
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, retry: { max: 2, delay: 10ms }, cmd: 'echo try >> tries; if [ "$DAGRS_ATTEMPT" = 1 ]; then exit 5; fi; if [ "$DAGRS_ATTEMPT" = 2 ]; then SLEEP; fi; echo ready; SLEEP', ready: { log: ready, timeout: 500ms } }
              t: { name: T, after: db, cmd: echo t }
            """)
            .PrintsLine("[t] t")
            .PrintsLine("2 tasks: 2 succeeded in {time}")
            .RunAsync();
        Assert.Equal("try\ntry\ntry\n", _folder.Read("tries"));

        await Run(
            """
            dagrs:
              db: { name: DB, service: true, retry: 2, cmd: 'echo again >> again; while [ ! -e go ]; do sleep 0.02; done; exit 5' }
              t: { name: T, after: db, cmd: "touch go; SLEEP" }
            """)
            .ExitsWith(1)
            .PrintsLine("2 tasks: 1 failed, 1 canceled in {time}")
            .RunAsync();
        Assert.Equal("again\n", _folder.Read("again"));
        _marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public async Task Its_timeout_counts_until_it_is_ready()
    {
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, timeout: 300ms, cmd: SLEEP, ready: { tcp: PORT } }
              t: { name: T, after: db, cmd: echo t }
            """)
            .ExitsWith(1)
            .PrintsSomewhere("1 timed-out, 1 not-run")
            .RunAsync();
        _marker.AssertNoneAlive();

        await Run(
            """
            dagrs:
              db: { name: DB, service: true, timeout: 1s, cmd: SLEEP }
              t: { name: T, after: db, cmd: sleep 1.5 }
            """)
            .PrintsLine("2 tasks: 2 succeeded in {time}")
            .RunAsync();
    }

    [LongFact(Timeout = Patience)]
    public Task Tasks_get_its_results_a_free_port_say() => Run(
        """
        dagrs:
          db: { name: DB, service: true, results: [ port ], cmd: 'sleep 0.1; echo "port=PORT" >> "$DAGRS_RESULTS"; exec SERVE 200', ready: { log: listening } }
          t: { name: T, after: db, env: { AT: "${{ tasks.db.results.port }}" }, cmd: 'echo "at $AT"' }
        """)
        .PrintsLine($"[t] at {_port}")
        .RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task A_service_that_gives_no_result_when_it_is_ready_has_failed()
    {
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, results: [ port ], cmd: SLEEP }
              t: { name: T, after: db, env: { AT: "${{ tasks.db.results.port }}" }, cmd: 'echo "at $AT"' }
            """)
            .ExitsWith(1)
            .PrintsSomewhere("port")
            .PrintsLine("2 tasks: 1 failed, 1 not-run in {time}")
            .RunAsync();
        _marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public async Task Clean_up_that_names_it_finds_it_alive_and_clean_up_that_does_not_finds_it_gone()
    {
        await Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: 'touch up; trap "rm up; exit" TERM; echo ready; while :; do sleep 0.02; done', ready: { log: ready } }
              t: { name: T, after: db, cmd: exit 4 }
              dump: { name: Dump, when: failure, after: [ t, db ], cmd: 'test -e up; echo dumped' }
              wipe: { name: Wipe, when: always, after: dump, cmd: 'test ! -e up; echo wiped' }
            """)
            .ExitsWith(1)
            .PrintsLine("[dump] dumped")
            .PrintsLine("[wipe] wiped")
            .PrintsLine("4 tasks: 3 succeeded, 1 failed in {time}")
            .RunAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task One_that_is_named_lives_until_the_run_is_stopped()
    {
        await using var running = Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: "echo up; SLEEP" }
              t: { name: T, after: db, cmd: echo t }
            """,
            "db")
            .ExitsWith(130)
            .PrintsLine("1 task: 1 canceled in {time}")
            .Start();
        await running.WaitForAsync("Service ready[name: DB]");
        await running.SignalAsync("INT");
        await running.EndAsync();
        _marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_second_signal_kills_all()
    {
        await using var running = Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: "trap '' TERM INT; echo up; SLEEP; SLEEP", ready: { log: up }, stop: { grace: 1h } }
              t: { name: T, after: db, cmd: "trap '' TERM; echo running; SLEEP; SLEEP" }
              clean: { name: Clean, when: always, after: [ t, db ], cmd: SLEEP }
            """,
            "--grace", "600")
            .ExitsWith(130)
            .ComplainsOf("")
            .Start();
        await running.WaitForAsync("[t] running");
        await running.SignalAsync("INT");
        await running.WaitForAsync("stopped by SIGINT");
        await running.SignalAsync("INT");
        await running.EndAsync();
        _marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_kill_of_dagrs_leaves_no_service()
    {
        await using var running = Run(
            """
            dagrs:
              db: { name: DB, service: true, cmd: "setsid SLEEP & echo up; SLEEP", ready: { log: up } }
              t: { name: T, after: db, cmd: "echo running; SLEEP" }
            """)
            .Start();
        await running.WaitForAsync("[t] running");
        await running.SignalAsync("KILL");
        await _marker.WaitForNoneAsync(TimeSpan.FromSeconds(30));
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

    // SLEEP: a command that takes hours; SERVE: a server at PORT, which is free.
    private DagrsTest Run(string yaml, params string[] arguments) => DagrsTest.Of(
            yaml.Replace("SLEEP", _marker.Sleep, StringComparison.Ordinal)
                .Replace("SERVE", $"{Paths.TestProgram} serve 127.0.0.1 {_port}", StringComparison.Ordinal)
                .Replace("PORT", $"{_port}", StringComparison.Ordinal),
            arguments)
        .In(_folder)
        .Mark(_marker);
}
