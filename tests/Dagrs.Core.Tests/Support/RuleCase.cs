using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Dagrs.Core.Tests.Support;

/// <summary>A random graph with random conditions and demands, and numbers by which all that happens in it is chosen.</summary>
/// <param name="Graph">The graph, and how it is run.</param>
/// <param name="Choices">Decide what happens.</param>
/// <param name="Trouble">How many ends of a hundred are failures; ten times as rarely the run is stopped.</param>
internal sealed record RuleCase(RuleGraph Graph, int[] Choices, int Trouble)
{
    private const ulong Seed = 20_261_210;
    private const int Most = 14; // tasks

    private static readonly string[] Named = ["db", "licence"];

    /// <summary>Holds a property against that many random cases, the same ones in each test run; a broken one is made smaller as long as it stays broken.</summary>
    public static void Check(int count, Action<RuleCase> holds) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, 1), FSharpOption<int>.None))),
        Prop.ForAll(Arb.From(Any(Most), rules => rules.Smaller()), holds));

    /// <summary>Graphs of all shapes, in every mode, with much of everything.</summary>
    private static Gen<RuleCase> Any(int most) =>
        from size in Gen.Choose(1, most)
        from density in Gen.Choose(0, 4)
        from reach in Gen.Elements(1, 3, 40)
        from slots in Gen.Choose(1, 5)
        from mode in Gen.Elements(Enum.GetValues<FailureMode>())
        from schedule in Gen.Elements(Schedule.Eager, Schedule.Eager, Schedule.Eager, Schedule.Waves)
        from totals in Gen.ArrayOf(Gen.Choose(1, 3), Named.Length)
        from remote in Gen.Elements(0, 0, 50, 100)
        from places in Gen.Choose(1, 3)
        from demanding in Gen.Elements(0, 30, 70)
        from special in Gen.Elements(0, 30, 60)
        from tasks in Gen.CollectToList(Enumerable.Range(0, size), task => Task(task, density, reach, demanding, special, remote, totals))
        from trouble in Gen.Elements(0, 10, 30, 30)
        from choices in Gen.ArrayOf(Gen.Choose(0, 999_999), 8 * size)
        select new RuleCase(
            new(tasks) { Mode = mode, Schedule = schedule, Slots = slots, MostJobs = places, Memory = 10, Totals = Named.Zip(totals).ToDictionary(pair => pair.First, pair => (long)pair.Second) },
            choices,
            trouble);

    /// <summary>The same without one task; what came after it comes after what it came after.</summary>
    private IEnumerable<RuleCase> Smaller()
    {
        for (var gone = Graph.Count - 1; gone >= 0 && Graph.Count > 1; gone--)
        {
            var task = gone;
            yield return this with
            {
                Graph = Graph with
                {
                    Tasks = [.. Graph.Tasks.Where((_, index) => index != task).Select(other => other with
                    {
                        After = [.. other.After.SelectMany(before => before == task ? Graph.Tasks[task].After : [before]).Distinct().Select(before => before > task ? before - 1 : before)],
                    })],
                },
            };
        }
    }

    private static Gen<RuleTask> Task(int task, int density, int reach, int demanding, int special, int remote, int[] totals) =>
        from count in Gen.Choose(0, Math.Min(density, task))
        from after in Gen.ArrayOf(Gen.Choose(Math.Max(0, task - reach), Math.Max(0, task - 1)), count)
        from kind in Gen.Choose(0, 99)
        from isGroup in Gen.Choose(0, 9)
        from mayFail in Gen.Choose(0, 9)
        from goes in Gen.Choose(0, 99)
        from takes in Takes(demanding, totals)
        select new RuleTask($"t{task}", [.. after.Distinct()])
        {
            When = kind >= special ? When.Success : kind % 2 == 0 ? When.Always : When.Failure,
            IsGroup = isGroup == 0 && after.Length > 0,
            IsRemote = goes < remote && (isGroup > 0 || after.Length == 0),
            MayFail = mayFail == 0,
            Takes = isGroup == 0 ? new Dictionary<string, long>() : takes,
        };

    // Now and then more slots and more memory than there are.
    private static Gen<Dictionary<string, long>> Takes(int demanding, int[] totals) =>
        from chance in Gen.ArrayOf(Gen.Choose(0, 99), 4)
        from cpus in Gen.Choose(1, 6)
        from memory in Gen.Choose(1, 12)
        from db in Gen.Choose(1, totals[0])
        from licence in Gen.Choose(1, totals[1])
        select new[] { ("cpus", cpus), ("memory", memory), (Named[0], db), (Named[1], licence) }
            .Where((_, index) => chance[index] < demanding)
            .ToDictionary(take => take.Item1, take => (long)take.Item2);

    public override string ToString() => $"trouble {Trouble} {Graph}choices {string.Join(' ', Choices)}";
}
