using Dagrs.Core.Definition;
using Dagrs.Core.Tests.Yaml;
using FsCheck;
using FsCheck.Fluent;

namespace Dagrs.Core.Tests.Definition;

public class CycleTests
{
    [Fact]
    public void A_cycle_is_shown_with_the_place_of_each_edge_and_nobody_after_it_is_blamed()
    {
        Assert.Equal(
            """
            flow.yaml:4:34: error: dependency cycle: c -> d -> e -> c [DAG017]
                  c: { name: C, cmd: x, after: [ d ] }
                                                 ^
            flow.yaml:4:34: note: 'c' depends on 'd'
            flow.yaml:5:37: note: 'd' depends on 'e'
            flow.yaml:6:32: note: 'e' depends on 'c'
            """,
            TaskFile.Message(
                """
                dagrs:
                  a: { name: A, cmd: x, after: [ b, c ] }
                  b: { name: B, cmd: x, after: [ c ] }
                  c: { name: C, cmd: x, after: [ d ] }
                  d: { name: D, cmd: x, after: [ f, e ] }
                  e: { name: E, cmd: x, after: c }
                  f: { name: F, cmd: x }
                """));
    }

    [Fact]
    public void Separate_cycles_are_all_reported_shortest_first()
    {
        Assert.Equal(["d -> e -> d", "a -> b -> c -> a"], Cycles("a:b b:c c:a d:e e:d f:a,d g:"));
    }

    [Theory]
    [InlineData("a:b b:a", "a -> b -> a")]
    [InlineData("a:b b:c c:a", "a -> b -> c -> a")]
    [InlineData("a:c b:a c:b", "a -> c -> b -> a")]
    [InlineData("a:b b:c c:d,b d:a", "b -> c -> b; a -> b -> c -> d -> a")]
    [InlineData("a:b b:c c:d d:b,a", "b -> c -> d -> b")]
    [InlineData("a:b,b b:a,a", "a -> b -> a")]
    public void The_shortest_cycle_of_a_component_comes_first(string graph, string cycles)
    {
        Assert.Equal(cycles.Split("; ")[0], Cycles(graph)[0]);
    }

    [Fact]
    public void A_task_after_itself_is_no_cycle()
    {
        Assert.Equal("1:37 task 'a' depends on itself", TaskFile.OnlyProblem("dagrs: {a: {name: A, cmd: x, after: a}}"));
    }

    [LongFact]
    public void A_ring_of_very_many_tasks_is_shown_with_its_middle_left_out()
    {
        const int Count = 100_000;
        var text = "dagrs:\n" + string.Concat(Enumerable.Range(0, Count).Select(i => $" t{i}: {{name: N, cmd: x, after: t{(i + 1) % Count}}}\n"));

        var problem = Assert.Single(TaskFile.Problems(text));
        Assert.StartsWith("dependency cycle: t0 -> t1 -> ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(" -> (99961 more) -> ", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(" -> t99999 -> t0", problem.Message, StringComparison.Ordinal);
        Assert.Equal(40, problem.Notes.Count);
    }

    [Fact]
    public void Twenty_of_very_many_cycles_are_shown()
    {
        var text = "dagrs:\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $" t{i}: {{name: N, cmd: x, after: t{i ^ 1}}}\n"));

        Assert.Equal(20, TaskFile.Problems(text).Count);
    }

    [LongFact]
    public void Many_large_components_take_no_longer_than_one()
    {
        const int Size = 2000;
        var text = "dagrs:\n" + string.Concat(Enumerable.Range(0, 50 * Size).Select(i => (Component: i / Size * Size, Member: i % Size)).Select(task =>
            $" t{task.Component + task.Member}: {{name: N, cmd: x, after: [t{task.Component + ((task.Member + 1) % Size)}, t{task.Component + ((task.Member + 7) % Size)}, t{task.Component + ((task.Member + 100) % Size)}]}}\n"));

        Assert.All(TaskFile.Problems(text), problem => Assert.Equal(ProblemCode.Cycle, problem.Code));
    }

    [Fact]
    public void On_random_graphs_the_cycles_are_real_the_first_is_shortest_and_none_is_missed()
    {
        var graphs =
            from count in Gen.Choose(1, 9)
            from density in Gen.Choose(1, 4)
            from dice in Gen.Choose(0, 9).ArrayOf(count * count)
            select Enumerable.Range(0, count)
                .Select(task => Enumerable.Range(0, count).Where(other => other != task && dice[(task * count) + other] < density).ToArray())
                .ToArray();

        Prop.ForAll(graphs.ToArbitrary(), AgreesWithBruteForce)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20231119, 7));
    }

    private static void AgreesWithBruteForce(int[][] after)
    {
        var text = "dagrs:\n" + string.Concat(after.Select((targets, task) => $" {task}: {{name: N, cmd: x, after: [{string.Join(", ", targets)}]}}\n"));
        if (ShortestCycle(after) is not { } shortest)
        {
            Assert.Equal(after.Length, TaskFile.Resolve(text).Tasks.Count);
            return;
        }

        var problems = TaskFile.Problems(text);
        Assert.All(problems, problem => Assert.Equal(ProblemCode.Cycle, problem.Code));
        var cycles = problems.Select(Members).ToList();
        Assert.Equal(shortest, cycles[0].Length);
        Assert.Equal(cycles.Select(cycle => cycle.Length).Order(), cycles.Select(cycle => cycle.Length));

        var left = after.Select(targets => targets.ToHashSet()).ToArray();
        foreach (var cycle in cycles)
        {
            Assert.Equal(cycle.Length, cycle.Distinct().Count());
            for (var i = 0; i < cycle.Length; i++)
            {
                Assert.True(left[cycle[i]].Remove(cycle[(i + 1) % cycle.Length]), "an edge that is not there, or that another cycle has");
            }
        }

        Assert.Null(ShortestCycle([.. left.Select(targets => targets.ToArray())])); // with them mended, no cycle is left
    }

    // Floyd and Warshall: the shortest way from each task to each other one, and so back to itself.
    private static int? ShortestCycle(int[][] after)
    {
        const int Far = 1000;
        var way = after.Select(targets => Enumerable.Range(0, after.Length).Select(to => targets.Contains(to) ? 1 : Far).ToArray()).ToArray();
        for (var over = 0; over < way.Length; over++)
        {
            for (var task = 0; task < way.Length; task++)
            {
                for (var to = 0; to < way.Length; to++)
                {
                    way[task][to] = Math.Min(way[task][to], way[task][over] + way[over][to]);
                }
            }
        }

        var shortest = way.Select((ways, task) => ways[task]).Min();
        return shortest < Far ? shortest : null;
    }

    private static int[] Members(Problem cycle) =>
        [.. cycle.Message["dependency cycle: ".Length..].Split(" -> ").SkipLast(1).Select(int.Parse)];

    // "a:b,c b: c:" - a comes after b and c
    private static List<string> Cycles(string graph)
    {
        var tasks = graph.Split(' ').Select(task => task.Split(':'));
        var text = "dagrs:\n" + string.Concat(tasks.Select(task => $"  {task[0]}: {{name: N, cmd: x, after: [{task[1]}]}}\n"));
        return [.. TaskFile.Problems(text).Select(problem => problem.Message["dependency cycle: ".Length..])];
    }
}
