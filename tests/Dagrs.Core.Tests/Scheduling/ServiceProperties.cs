using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>
/// Services on random graphs in which everything happens: alive from ready to the end of the last that needs it, never longer, never counted as a slot, no
/// deadlock with one slot, one failure where one ends by itself.
/// </summary>
public sealed class ServiceProperties(ITestOutputHelper output)
{
    private static readonly int Graphs = Suite.Cases(all: 20_000, few: 2_000);

    [Fact]
    public void A_service_lives_exactly_as_long_as_it_is_needed()
    {
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 1; seed <= Graphs; seed++)
        {
            var random = new Random(seed);
            var graph = RandomGraph(random);
            if (!new ServiceModel(graph).IsPossible())
            {
                Assert.Throws<ArgumentException>(() => graph.Build());
                Count("impossible");
                continue;
            }

            var walk = new ServiceWalk(graph, random);
            walk.Walk();
            Assert.True(walk.Violations.Count == 0, $"seed {seed}\n{graph}{string.Join('\n', walk.Violations)}\n{string.Join('\n', walk.Log)}");
            foreach (var task in Enumerable.Range(0, graph.Count).Where(task => graph.Tasks[task].IsService))
            {
                Count(walk.FateOf(task).Split(':')[0]);
            }
        }

        output.WriteLine(string.Join('\n', seen.Select(count => $"{count.Key}: {count.Value}")));
        Assert.Equal([], new[] { "impossible", "Canceled", "Failed", "NotRun", "Skipped", "Succeeded" }.Except(seen.Keys));

        void Count(string what) => seen[what] = seen.GetValueOrDefault(what) + 1;
    }

    internal static RuleGraph RandomGraph(Random random)
    {
        var tasks = new List<RuleTask>();
        var count = random.Next(2, 10);
        for (var task = 0; task < count; task++)
        {
            int[] after = task == 0 ? [] : [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(task)).Distinct()];
            var dice = random.Next(100);
            tasks.Add(new RuleTask($"t{task}", after)
            {
                IsService = dice < 35,
                IsGroup = dice is >= 35 and < 45 && after.Length > 0,
                When = after.Length == 0 || dice < 45 ? When.Success : random.Next(10) switch { < 3 => When.Always, 3 => When.Failure, _ => When.Success },
                MayFail = random.Next(12) == 0,
            });
        }

        return new(tasks)
        {
            Mode = (FailureMode)random.Next(3),
            Schedule = random.Next(6) == 0 ? Schedule.Waves : Schedule.Eager,
            Slots = random.Next(1, 4),
        };
    }
}
