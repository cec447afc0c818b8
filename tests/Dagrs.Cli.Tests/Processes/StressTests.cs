using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>Many runs that are stopped at a random moment, half of them while they begin. 8 of them, 60 of all tests; 500 with DAGRS_STRESS=1 in the environment.</summary>
public sealed class StressTests
{
    private const int AtOnce = 4;

    private static readonly (string Name, int ExitCode)[] Signals = [("INT", 130), ("TERM", 143), ("HUP", 129)];

    private static readonly string[] Lines =
    [
        "SLEEP", "sleep 0.05", "SLEEP & sleep 0.02", "(SLEEP &)", "(setsid SLEEP > /dev/null 2>&1 &); sleep 0.03", "true", "setsid SLEEP & sleep 0.04",
        "env -i setsid SLEEP > /dev/null 2>&1 & sleep 0.01", "seq 1000", "ls -l /proc/self/fd",
    ];

    [Theory]
    [InlineData("direct")]
    [InlineData("cliwrap")]
    public async Task Runs_that_are_stopped_at_a_random_moment_leave_nothing_behind(string executor)
    {
        var runs = Environment.GetEnvironmentVariable("DAGRS_STRESS") == "1" ? 500 : Suite.Cases(60, few: 8);
        var chance = new Random(4711);
        var plans = Enumerable.Range(0, runs).Select(_ => new Plan(Signals[chance.Next(3)], TimeSpan.FromMilliseconds(chance.Next(chance.Next(2) == 0 ? 150 : 1200)), chance.Next(), chance.Next(4) == 0));
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (plan, _) => await RunAsync(plan, executor));
    }

    private static async Task RunAsync(Plan plan, string executor)
    {
        using var marker = new Marker();
        using var folder = new TempFolder();
        await using var running = DagrsTest.Of(File(marker, new Random(plan.Seed)), "-k", "-j", "8", "--grace", "2")
            .In(folder)
            .Mark(marker)
            .Environment(DagrsTest.ExecutorVariable, executor)
            .Through("sh", "-c", "exec \"$@\" 7< /etc/passwd 9> inherited", "sh")
            .Limit(TimeSpan.FromSeconds(60))
            .ExitsWith(0, 1, plan.Signal.ExitCode)
            .Expect(CheckDescriptors)
            .Start();
        await Task.Delay(plan.Moment);
        try
        {
            await running.SignalAsync(plan.Signal.Name);
            if (plan.Twice)
            {
                await running.SignalAsync(plan.Signal.Name);
            }
        }
        catch (Xunit.Sdk.EqualException)
        {
            // It has ended already.
        }

        await running.EndAsync();
        if (marker.Alive is { Count: > 0 } alive)
        {
            Assert.Fail($"{plan} left {string.Join("; ", alive)}");
        }
    }

    // 20 tasks, each after at most two of those before it.
    private static string File(Marker marker, Random chance) => "dagrs:\n" + string.Concat(Enumerable.Range(0, 20).Select(task =>
    {
        var after = task < 4 ? "" : $"after: [{chance.Next(task)}, {chance.Next(task)}], ";
        var line = task == 0 ? "ls -l /proc/self/fd" : Lines[chance.Next(Lines.Length)].Replace("SLEEP", marker.Sleep, StringComparison.Ordinal);
        return $"  {task}: {{ name: T{task}, timeout: {chance.Next(100, 900)}ms, {after}cmd: \"{line}\" }}\n";
    }));

    // With CliWrap standard input is a pipe, which is as empty. ls itself has one more open: the folder that it reads.
    private static void CheckDescriptors(Ran ran)
    {
        foreach (var line in ran.Lines.Where(line => line.Contains(" -> ", StringComparison.Ordinal) && line.Contains("] l", StringComparison.Ordinal)))
        {
            var (descriptor, target) = (line.Split(" -> ")[0].Split(' ')[^1], line.Split(" -> ")[1]);
            Assert.True(
                (descriptor, target) is ("0", "/dev/null") || (descriptor is "0" or "1" or "2" && target.StartsWith("pipe:", StringComparison.Ordinal)) || target.EndsWith("/fd", StringComparison.Ordinal),
                "a task has inherited: " + line);
        }
    }

    private sealed record Plan((string Name, int ExitCode) Signal, TimeSpan Moment, int Seed, bool Twice);
}
