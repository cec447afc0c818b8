using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>What else a task may have and a service has too: many dependents, retries, a timeout, results.</summary>
public sealed class ServiceUseTests : ServiceRuns
{
    private const int Patience = 120_000; // ms

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
        Assert.Equal(["up", .. Enumerable.Repeat("t", 100), "down"], Folder.Read("story").Split('\n', StringSplitOptions.RemoveEmptyEntries));
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
        Assert.Equal("try\ntry\ntry\n", Folder.Read("tries"));

        await Run(
            """
            dagrs:
              db: { name: DB, service: true, retry: 2, cmd: 'echo again >> again; while [ ! -e go ]; do sleep 0.02; done; exit 5' }
              t: { name: T, after: db, cmd: "touch go; SLEEP" }
            """)
            .ExitsWith(1)
            .PrintsLine("2 tasks: 1 failed, 1 canceled in {time}")
            .RunAsync();
        Assert.Equal("again\n", Folder.Read("again"));
        Marker.AssertNoneAlive();
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
        Marker.AssertNoneAlive();

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
        .PrintsLine($"[t] at {Port}")
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
        Marker.AssertNoneAlive();
    }
}
