using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>Many runs with services that are stopped or killed at a random moment: each ends, and nobody is left. 6 of them, 100 of all tests by each executor; 500 with DAGRS_STRESS=1.</summary>
public sealed class ServiceStressTests
{
    private const int AtOnce = 4;

    private static readonly (string Name, int ExitCode)[] Signals = [("INT", 130), ("TERM", 143), ("KILL", 0)];

    private static readonly string[] Servers =
    [
        "cmd: 'echo up; exec SLEEP', ready: { log: up }",
        "cmd: 'SLEEP', ready: { cmd: 'true' }",
        "cmd: 'SLEEP', ready: { cmd: 'SLEEP', timeout: 400ms }",
        "cmd: 'SLEEP & SLEEP'",
        "cmd: 'setsid SLEEP & sleep 0.1; echo up; wait', ready: { log: up }, stop: INT",
        "cmd: \"trap '' TERM INT; echo up; SLEEP; SLEEP\", ready: { log: up }, stop: { grace: 200ms }",
        "cmd: 'sleep 0.3; exit 3'",
        "cmd: 'sleep 0.2; exit 0', ready: { cmd: 'sleep 0.1' }",
        "cmd: '(SLEEP > /dev/null 2>&1 &); sleep 0.1; exit 0'",
        "cmd: 'SLEEP', stop: { cmd: 'SLEEP', grace: 200ms }",
        "cmd: 'SLEEP', stop: { cmd: '(SLEEP &); exit 1' }",
        "cmd: 'SLEEP', retry: { max: 2, delay: 10ms }, ready: { cmd: 'exit 1', timeout: 200ms }",
        "cmd: 'SLEEP', timeout: 300ms, ready: { log: never }",
    ];

    private static readonly string[] Tasks = ["sleep 0.05", "SLEEP", "true", "(setsid SLEEP &); sleep 0.03", "sleep 0.2; exit 1", "seq 100"];

    [Theory]
    [InlineData("direct")]
    [InlineData("cliwrap")]
    public async Task Runs_with_services_that_are_stopped_at_a_random_moment_end_and_leave_nothing_behind(string executor)
    {
        var runs = Environment.GetEnvironmentVariable("DAGRS_STRESS") == "1" ? 500 : Suite.Cases(100, few: 3);
        var chance = new Random(1507);
        var plans = Enumerable.Range(0, runs).Select(_ => new Plan(Signals[chance.Next(3)], TimeSpan.FromMilliseconds(chance.Next(100, 2000)), chance.Next(), chance.Next(4) == 0));
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (plan, _) => await RunAsync(plan, executor));
    }

    private static async Task RunAsync(Plan plan, string executor)
    {
        using var marker = new Marker();
        using var folder = new TempFolder();
        await using var running = DagrsTest.Of(File(marker, new Random(plan.Seed)), "-k", "-j", "3", "--grace", "1", "--cleanup", "1")
            .In(folder)
            .Mark(marker)
            .Environment(DagrsTest.ExecutorVariable, executor)
            .Limit(TimeSpan.FromSeconds(90))
            .ExitsWith(0, 1, plan.Signal.ExitCode)
            .ComplainsOf("")
            .Start();
        await Task.Delay(plan.Moment);
        try
        {
            await running.SignalAsync(plan.Signal.Name);
            if (plan.Twice)
            {
                await Task.Delay(20);
                await running.SignalAsync("INT");
            }
        }
        catch (Xunit.Sdk.EqualException)
        {
            // It has ended already.
        }

        if (plan.Signal.Name == "KILL")
        {
            await marker.WaitForNoneAsync(TimeSpan.FromSeconds(30));
            return;
        }

        await running.EndAsync();
        if (marker.Alive is { Count: > 0 } alive)
        {
            Assert.Fail($"{plan} left {string.Join("; ", alive)}");
        }
    }

    // Four services, each perhaps after one before it, ten tasks, and clean-up that finds them alive and that finds them gone.
    private static string File(Marker marker, Random chance)
    {
        var services = Enumerable.Range(0, 4).Select(service =>
        {
            var after = service > 0 && chance.Next(2) == 0 ? $"after: s{chance.Next(service)}, " : "";
            return $"  s{service}: {{ name: S, service: true, {after}{Servers[chance.Next(Servers.Length)]} }}\n";
        });
        var tasks = Enumerable.Range(0, 10).Select(task =>
            $"  t{task}: {{ name: T, after: [ s{chance.Next(4)}{(task > 0 ? $", t{chance.Next(task)}" : "")} ], cmd: \"{Tasks[chance.Next(Tasks.Length)]}\" }}\n");
        var text = "dagrs:\n" + string.Concat(services.Concat(tasks))
            + "  dump: { name: Dump, when: failure, after: [ t8, t9, s0 ], cmd: sleep 0.05 }\n"
            + "  wipe: { name: Wipe, when: always, after: [ dump ], cmd: \"sleep 0.05\" }\n";
        return text.Replace("SLEEP", marker.Sleep, StringComparison.Ordinal);
    }

    private sealed record Plan((string Name, int ExitCode) Signal, TimeSpan Moment, int Seed, bool Twice);
}
