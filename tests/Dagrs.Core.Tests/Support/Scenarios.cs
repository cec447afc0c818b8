using Dagrs.Core.Scheduling;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Support;

/// <summary>Random scenarios, the same ones in each test run.</summary>
internal static class Scenarios
{
    private const ulong Seed = 20_260_101;
    private const ulong Gamma = 1; // odd, as FsCheck asks

    /// <summary>Graphs of 1 to 40 tasks of all shapes, in every mode.</summary>
    public static Gen<Scenario> Any { get; } =
        from size in Gen.Choose(1, 40)
        from density in Gen.Choose(0, 4)
        from reach in Gen.Elements(1, 3, 40)
        from failures in Gen.Elements(0, 5, 20)
        from jobs in Gen.Choose(1, 8)
        from mode in Gen.Elements(Enum.GetValues<FailureMode>())
        from schedule in Gen.Elements(Enum.GetValues<Schedule>())
        from tasks in Tasks(size, density, reach, failures)
        select new Scenario(tasks) { Jobs = jobs, Mode = mode, Schedule = schedule };

    /// <summary>Holds a property against that many scenarios; a broken one is made smaller as long as it stays broken.</summary>
    public static void Check(Gen<Scenario> scenarios, int count, ITestOutputHelper output, Func<Scenario, IEnumerable<string>> violations)
    {
        output.WriteLine($"{count} scenarios, replay seed ({Seed},{Gamma})");
        var property = Prop.ForAll(Arb.From(scenarios, Shrink), scenario => Assert.Equal([], violations(scenario)));
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None))),
            property);
    }

    private static IEnumerable<Scenario> Shrink(Scenario scenario)
    {
        for (var task = scenario.Tasks.Count - 1; task >= 0 && scenario.Tasks.Count > 1; task--)
        {
            yield return scenario.Without(task);
        }
    }

    private static Gen<List<ScenarioTask>> Tasks(int size, int density, int reach, int failures) =>
        Gen.CollectToList(Enumerable.Range(0, size), task => Task(task, density, reach, failures));

    private static Gen<ScenarioTask> Task(int task, int density, int reach, int failures) =>
        from units in Gen.Choose(0, 5)
        from fails in Gen.Choose(0, 99)
        from kind in Gen.Choose(0, 9)
        from stubborn in Gen.Choose(0, 4)
        from count in Gen.Choose(0, Math.Min(density, task))
        from after in Gen.ListOf(Gen.Choose(Math.Max(0, task - reach), Math.Max(0, task - 1)), count)
        select new ScenarioTask(units, [.. after.Distinct()])
        {
            IsGroup = kind == 0,
            Fails = fails < failures && kind != 0,
            IsStubborn = stubborn == 0,
        };
}
