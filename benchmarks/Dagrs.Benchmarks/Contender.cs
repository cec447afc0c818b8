using Dagrs.Benchmarks.Contenders;

namespace Dagrs.Benchmarks;

/// <summary>A way to run a graph of empty tasks.</summary>
internal abstract class Contender
{
    public static IReadOnlyList<Contender> All { get; } =
        [new DagrsGraph(), new DagrsOneSlot(), new DagrsValues(), new Counters(), new WhenAll(), new AsyncAwait(), new ContinueWhenAll(), new Dataflow()];

    public string Name => GetType().Name;

    /// <summary>Builds all that a run needs; nothing runs yet.</summary>
    /// <returns>Runs it, once.</returns>
    public abstract Func<Task> Build(TaskGraph graph);

    /// <summary>The work of every task.</summary>
    protected static void Work()
    {
    }
}
