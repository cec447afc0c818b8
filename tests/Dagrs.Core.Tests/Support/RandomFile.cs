using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Dagrs.Core.Tests.Support;

/// <summary>
/// A random file without cycles: task <c>t0</c> comes after nothing, but tasks stand in any order. Some have one of two tags. And what is true of it by
/// brute force, from the definition of a path alone.
/// </summary>
internal sealed record RandomFile(int[][] After, int[] Order, bool[] Odd)
{
    private const ulong Seed = 20_260_606;

    public int Count => After.Length;

    public static Gen<RandomFile> Any(int most) =>
        from size in Gen.Choose(1, most)
        from density in Gen.Choose(0, 3)
        from after in Gen.CollectToList(Enumerable.Range(0, size), task => AfterOf(task, density))
        from order in Gen.Shuffle(Enumerable.Range(0, size).ToArray())
        from odd in Gen.ArrayOf(Gen.Elements(true, false), size)
        select new RandomFile([.. after], order, odd);

    public static string Id(int task) => $"t{task}";

    /// <summary>Holds a property against that many random values, the same ones in each test run.</summary>
    public static void Check<T>(Gen<T> values, int count, Action<T> holds) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, 1), FSharpOption<int>.None))),
        Prop.ForAll(Arb.From(values), holds));

    public DagDefinition ToDefinition() => new(new SourceText("flow.yaml", default), [.. Order.Select(Task)]);

    public Dag ToDag() => Resolver.Resolve(ToDefinition());

    /// <summary>By task and task: whether there is a path from the first to the second, by way of tasks that may be passed. A task reaches itself.</summary>
    public bool[,] Reachable(Func<int, bool> mayPass)
    {
        var reaches = new bool[Count, Count];
        for (var task = 0; task < Count; task++)
        {
            reaches[task, task] = true;
            foreach (var before in After[task])
            {
                reaches[before, task] = true;
            }
        }

        for (var way = 0; way < Count; way++)
        {
            for (var from = 0; from < Count; from++)
            {
                for (var to = 0; to < Count; to++)
                {
                    reaches[from, to] |= mayPass(way) && reaches[from, way] && reaches[way, to];
                }
            }
        }

        return reaches;
    }

    /// <summary>Every path from one task to another.</summary>
    public IEnumerable<List<int>> Paths(int from, int to) => from == to
        ? [[from]]
        : After[to].Distinct().SelectMany(before => Paths(from, before)).Select(path => path.Append(to).ToList());

    private TaskDefinition Task(int task) => new(new Located<string>(Id(task), default))
    {
        Command = new Command.Shell("true"),
        After = [.. After[task].Select(before => new Located<string>(Id(before), default))],
        Tags = [new(Odd[task] ? "odd" : "even", default)],
    };

    private static Gen<int[]> AfterOf(int task, int density) =>
        from count in Gen.Choose(0, task == 0 ? 0 : density)
        from after in Gen.ArrayOf(Gen.Choose(0, Math.Max(0, task - 1)), count)
        select after;

    public override string ToString() =>
        string.Join(' ', Order.Select(task => $"{Id(task)}{(Odd[task] ? "!" : "")}({string.Join(',', After[task].Select(Id))})"));
}
