using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>How services end: as they say, after a grace, in order, and with a dagrs that is killed.</summary>
public sealed class ServiceEndTests : ServiceRuns
{
    private const int Patience = 120_000; // ms

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
        Marker.AssertNoneAlive();
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
        Assert.Equal(asked + "\n", Folder.Read("how"));
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
        Marker.AssertNoneAlive();
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
        Marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_foreign_server_at_its_port_is_named()
    {
        using var foreign = new System.Net.Sockets.TcpListener(System.Net.IPAddress.IPv6Loopback, Port);
        foreign.Start();

        await Run(
            """
            dagrs:
              db: { name: DB, service: true, retry: 2, cmd: "touch started; SLEEP", ready: { http: "http://localhost:PORT/" } }
              t: { name: T, after: db, cmd: echo t }
            """)
            .ExitsWith(1)
            .PrintsSomewhere($"failed: 'db' (DB): port {Port} is already in use")
            .PrintsLine("2 tasks: 1 failed, 1 not-run in {time}")
            .RunAsync();
        Assert.False(Folder.Has("started"));
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
        Assert.Equal("t down\napi down\ndb down\n", Folder.Read("story"));
        Marker.AssertNoneAlive();
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
        Marker.AssertNoneAlive();
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
        Marker.AssertNoneAlive();
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
        await Marker.WaitForNoneAsync(TimeSpan.FromSeconds(30));
    }
}
