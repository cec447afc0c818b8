using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Dagrs.Benchmarks;

/// <summary>Every contender on every graph: building, running, and both. An operation is a whole graph; <c>quick</c> tells times of a task.</summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
public class GraphBenchmarks
{
    private static readonly int[] Sizes = [50, 1_000, 100_000, 1_000_000];

    private TaskGraph _graph = null!;
    private Contender _contender = null!;
    private Func<Task> _run = null!;

    /// <summary>All contenders.</summary>
    public static IEnumerable<string> Contenders => Contender.All.Select(contender => contender.Name);

    /// <summary>The graphs: four shapes in three sizes, and that of the seed.</summary>
    public static IEnumerable<GraphSize> Graphs =>
        from size in Sizes
        from shape in Enum.GetValues<Shape>()
        where size == 50 == (shape == Shape.Seed)
        select new GraphSize(shape, size);

    /// <summary>Who.</summary>
    [ParamsSource(nameof(Contenders))]
    public string Who { get; set; } = "";

    /// <summary>Which graph.</summary>
    [ParamsSource(nameof(Graphs))]
    public GraphSize Graph { get; set; } = null!;

    /// <summary>Makes the graph.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _graph = TaskGraph.Of(Graph.Shape, Graph.Count);
        _contender = Contender.All.Single(contender => contender.Name == Who);
    }

    /// <summary>A graph can run once.</summary>
    [IterationSetup(Target = nameof(Run))]
    public void BuildFirst() => _run = _contender.Build(_graph);

    /// <summary>Building alone.</summary>
    [Benchmark]
    public object Build() => _contender.Build(_graph);

    /// <summary>Running alone.</summary>
    [Benchmark]
    public Task Run() => _run();

    /// <summary>Both.</summary>
    [Benchmark]
    public Task BuildAndRun() => _contender.Build(_graph)();

    // A graph of a million tasks is an operation of its own: nothing is repeated within an iteration.
    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring).WithWarmupCount(5).WithIterationCount(15));
    }
}
