using System.Numerics;
using Dagrs.Core.Graph;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Graph;

/// <summary>Waves, critical path and dependencies against brute force on random graphs.</summary>
public sealed class ExecutionPlanProperties
{
    [Fact]
    public void A_wave_holds_the_tasks_with_equally_long_ways_from_the_start() => RandomFile.Check(RandomFile.Any(14), 1000, file =>
    {
        var dag = file.ToDag();
        var plan = new ExecutionPlan(dag);
        int Depth(int task) => file.After[task].Select(before => Depth(before) + 1).DefaultIfEmpty(0).Max();
        var expected = dag.Order.GroupBy(task => Depth(Number(task))).OrderBy(wave => wave.Key).Select(wave => wave.Select(task => task.Id));

        Assert.Equal(expected, plan.Waves.Select(wave => wave.Select(task => task.Id)));
        Assert.All(dag.Tasks, task => Assert.Equal(Depth(Number(task)), plan.WaveOf(task)));
    });

    [Fact]
    public void The_critical_path_is_the_first_of_the_longest() => RandomFile.Check(RandomFile.Any(9), 1000, file =>
    {
        var dag = file.ToDag();
        var place = dag.Order.Index().ToDictionary(pair => Number(pair.Item), pair => pair.Index);
        var paths = Enumerable.Range(0, file.Count).SelectMany(from => Enumerable.Range(0, file.Count).SelectMany(to => file.Paths(from, to))).ToList();
        var longest = paths.Max(path => path.Count);
        var first = paths.Where(path => path.Count == longest).MinBy(path => string.Concat(path.Select(task => (char)place[task])), StringComparer.Ordinal)!;

        Assert.Equal(first.Select(RandomFile.Id), new ExecutionPlan(dag).CriticalPath.Select(task => task.Id));
    });

    [Fact]
    public void The_height_is_the_length_of_the_way_to_the_end() => RandomFile.Check(RandomFile.Any(9), 500, file =>
    {
        var dag = file.ToDag();
        var plan = new ExecutionPlan(dag);
        Assert.All(dag.Tasks, task => Assert.Equal(
            Enumerable.Range(0, file.Count).SelectMany(to => file.Paths(Number(task), to)).Max(path => path.Count) - 1,
            plan.HeightOf(task)));
    });

    [Fact]
    public void Paths_between_tasks_are_counted_and_the_shortest_is_one_of_them() => RandomFile.Check(RandomFile.Any(9), 500, file =>
    {
        var dag = file.ToDag();
        for (var from = 0; from < file.Count; from++)
        {
            for (var to = 0; to < file.Count; to++)
            {
                var paths = file.Paths(from, to).ToList();
                var dependency = Dependency.Between(dag, dag[RandomFile.Id(from)], dag[RandomFile.Id(to)]);
                Assert.Equal(paths.Count, dependency.Paths);
                Assert.Equal(paths.Count > 0, dependency.Exists);
                if (paths.Count > 0)
                {
                    Assert.Equal(paths.Min(path => path.Count), dependency.Path.Count);
                    Assert.Contains(paths, path => path.Select(RandomFile.Id).SequenceEqual(dependency.Path.Select(task => task.Id)));
                }
            }
        }
    });

    [Fact]
    public void A_ladder_of_a_thousand_rungs_has_two_to_the_thousandth_paths()
    {
        var builder = new DagBuilder();
        var first = builder.AddGroup("first");
        var last = first;
        for (var rung = 0; rung < 1000; rung++)
        {
            last = builder.AddGroup($"join{rung}", builder.AddGroup($"left{rung}", last), builder.AddGroup($"right{rung}", last));
        }

        var dependency = Dependency.Between(builder.Build(), first, last);
        Assert.Equal(BigInteger.Pow(2, 1000), dependency.Paths);
        Assert.Equal(2001, dependency.Path.Count);
    }

    [Fact]
    public void A_graph_without_tasks_has_an_empty_plan()
    {
        var plan = new ExecutionPlan(new DagBuilder().Build());
        Assert.Empty(plan.Waves);
        Assert.Empty(plan.CriticalPath);
    }

    private static int Number(TaskNode task) => int.Parse(task.Id[1..]);
}
