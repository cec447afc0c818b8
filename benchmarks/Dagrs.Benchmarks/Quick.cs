using System.Diagnostics;

namespace Dagrs.Benchmarks;

/// <summary>
/// A few minutes in place of hours: all contenders take turns in one process, so that whatever disturbs the machine disturbs all of
/// them, and the median of each counts. <c>quick [TASKS] [ROUNDS] [CONTENDER...]</c>
/// </summary>
internal static class Quick
{
    private const int SeedTasks = 50;
    private const int LeastTasks = 100_000; // of a sample: small graphs are built and run so often

    public static int Run(string[] arguments)
    {
        var tasks = arguments.Length > 0 ? int.Parse(arguments[0]) : 100_000;
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1]) : 9;
        var names = arguments.Skip(2).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var contenders = Contender.All.Where(contender => names.Count == 0 || names.Contains(contender.Name)).ToList();
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {rounds} rounds, medians a task");
        Console.WriteLine();
        Console.WriteLine($"| {"graph",-18} | {"contender",-15} | {"build ns",8} | {"run ns",8} | {"both ns",8} | {"best ns",8} | {"bytes",6} |");
        Console.WriteLine($"|{new string('-', 20)}|{new string('-', 17)}|{string.Concat(Enumerable.Repeat("---------:|", 4))}-------:|");
        contenders.ForEach(WarmUp);
        foreach (var shape in Enum.GetValues<Shape>())
        {
            var size = new GraphSize(shape, shape == Shape.Seed ? SeedTasks : tasks);
            foreach (var (contender, samples) in Measure(contenders, TaskGraph.Of(size.Shape, size.Count), rounds))
            {
                var (build, run, bytes) = (Median(samples, sample => sample.Build), Median(samples, sample => sample.Run), Median(samples, sample => sample.Bytes));
                var (both, best) = (Median(samples, sample => sample.Build + sample.Run), samples.Min(sample => sample.Build + sample.Run));
                Console.WriteLine($"| {size,-18} | {contender.Name,-15} | {build,8:N0} | {run,8:N0} | {both,8:N0} | {best,8:N0} | {bytes,6:N0} |");
            }
        }

        return 0;
    }

    private static List<(Contender Contender, List<Sample> Samples)> Measure(List<Contender> contenders, TaskGraph graph, int rounds)
    {
        var all = contenders.ConvertAll(contender => (contender, Samples: new List<Sample>()));
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (contender, samples) in all)
            {
                var sample = Take(contender, graph);
                if (round >= 0)
                {
                    samples.Add(sample); // the one before makes the memory that the others find
                }
            }
        }

        return all;
    }

    // Long enough for the compiler to have seen what is worth its best.
    private static void WarmUp(Contender contender)
    {
        var graph = TaskGraph.Of(Shape.Layers, 1_000);
        for (var time = Stopwatch.StartNew(); time.Elapsed < TimeSpan.FromSeconds(1);)
        {
            contender.Build(graph)().GetAwaiter().GetResult();
        }
    }

    private static Sample Take(Contender contender, TaskGraph graph)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var times = Math.Max(1, LeastTasks / graph.Count);
        var (building, running) = (new Stopwatch(), new Stopwatch());
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < times; i++)
        {
            building.Start();
            var run = contender.Build(graph);
            building.Stop();
            running.Start();
            run().GetAwaiter().GetResult();
            running.Stop();
        }

        var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        var tasks = (double)times * graph.Count;
        return new(building.Elapsed.TotalNanoseconds / tasks, running.Elapsed.TotalNanoseconds / tasks, bytes / tasks);
    }

    private static double Median(List<Sample> samples, Func<Sample, double> value)
    {
        var values = samples.Select(value).Order().ToList();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private sealed record Sample(double Build, double Run, double Bytes);
}
