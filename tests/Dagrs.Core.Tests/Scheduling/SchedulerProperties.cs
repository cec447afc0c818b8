using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>What holds for random graphs, and that it would be seen if it did not.</summary>
public sealed class SchedulerProperties(ITestOutputHelper output)
{
    [Fact]
    public void Every_run_keeps_every_rule() =>
        Scenarios.Check(Scenarios.Any, Suite.Cases(3000, few: 600), output, scenario => RunRules.Broken(TimedRun.Of(scenario)));

    // A property over scenarios in which nothing happens would hold as well.
    [LongFact]
    public void The_scenarios_reach_every_end_and_every_limit()
    {
        var seen = new Dictionary<string, int>();
        void Count(string what, bool isSo) => seen[what] = seen.GetValueOrDefault(what) + (isSo ? 1 : 0);
        Scenarios.Check(Scenarios.Any, 1000, output, scenario =>
        {
            var run = TimedRun.Of(scenario);
            var results = run.Report.Results;
            foreach (var state in new[] { TaskState.Succeeded, TaskState.Failed, TaskState.Canceled, TaskState.NotRun })
            {
                Count($"{scenario.Mode} {state}", run.Report.Count(state) > 0);
            }

            Count("all slots taken", run.MostAtOnce == scenario.Jobs && scenario.Jobs < scenario.Tasks.Count);
            Count("killed after the grace time", results.Any(result => result.State == TaskState.Canceled && results.Any(other => other.State == TaskState.Failed && result.Start + result.Duration == other.Start + other.Duration + Scenario.Grace)));
            Count("not run because of a failure", results.Any(result => result.Reason is NotRunReason.AfterFailure));
            Count("not run because of the stop", results.Any(result => result.Reason is NotRunReason.RunStopped));
            Count("two ends at once", run.Executions.GroupBy(execution => execution.End).Any(group => group.Count() > 1));
            return [];
        });

        string[] impossible = ["Drain Canceled", "KeepGoing Canceled"];
        Assert.All(seen, count => Assert.Equal(impossible.Contains(count.Key), count.Value < 20));
    }

    [LongFact]
    public void With_a_slot_for_every_task_each_starts_when_its_last_predecessor_ends() =>
        Scenarios.Check(Harmless(Schedule.Eager), 500, output, scenario =>
        {
            var starts = new TimeSpan[scenario.Tasks.Count];
            for (var task = 0; task < starts.Length; task++)
            {
                starts[task] = scenario.Tasks[task].After.Select(before => starts[before] + Time(scenario, before)).DefaultIfEmpty(TimeSpan.Zero).Max();
            }

            return Different(TimedRun.Of(scenario), starts);
        });

    [LongFact]
    public void With_a_slot_for_every_task_each_wave_starts_when_the_longest_of_the_one_before_ends() =>
        Scenarios.Check(Harmless(Schedule.Waves), 500, output, scenario =>
        {
            var depths = scenario.Depths();
            var waves = Enumerable.Range(0, depths.Max() + 1)
                .Select(depth => Enumerable.Range(0, depths.Length).Where(task => depths[task] == depth).Max(task => Time(scenario, task)))
                .ToList();
            return Different(TimedRun.Of(scenario), [.. depths.Select(depth => waves.Take(depth).Aggregate(TimeSpan.Zero, (sum, wave) => sum + wave))]);
        });

    [LongFact]
    public void With_one_slot_tasks_start_in_the_order_that_is_printed() =>
        Scenarios.Check(Harmless(Schedule.Eager).Select(scenario => scenario with { Jobs = 1, Tasks = [.. scenario.Tasks.Select(task => task with { IsGroup = false })] }), 500, output, scenario =>
        {
            var run = TimedRun.Of(scenario);
            var started = run.Events.OfType<RunEvent.TaskStarted>().Select(happened => happened.Task);
            return started.SequenceEqual(run.Dag.Order) ? [] : [$"started {string.Join(' ', started)}, printed {string.Join(' ', run.Dag.Order)}"];
        });

    [LongFact]
    public void The_same_run_twice_is_the_same() =>
        Scenarios.Check(Scenarios.Any, 300, output, scenario =>
            TimedRun.Of(scenario).Events.Select(Line).SequenceEqual(TimedRun.Of(scenario).Events.Select(Line)) ? [] : ["it differs"]);

    // Level by level is what the rule "nothing starts late" is there to forbid: it must object to real runs of that kind.
    [LongFact]
    public void The_rule_against_late_starts_objects_to_waves()
    {
        var objections = 0;
        Scenarios.Check(Scenarios.Any.Select(scenario => scenario with { Schedule = Schedule.Waves }), 300, output, scenario =>
        {
            objections += RunRules.NothingStartsLate(TimedRun.Of(scenario)).Any() ? 1 : 0;
            return [];
        });

        output.WriteLine($"objections: {objections} of 300");
        Assert.InRange(objections, 50, 300);
    }

    private static FsCheck.Gen<Scenario> Harmless(Schedule schedule) => Scenarios.Any.Select(scenario => scenario with
    {
        Jobs = 40,
        Schedule = schedule,
        Tasks = [.. scenario.Tasks.Select(task => task with { Fails = false })],
    });

    private static TimeSpan Time(Scenario scenario, int task) => scenario.Tasks[task].IsGroup ? TimeSpan.Zero : scenario.Tasks[task].Units * TimedCommand.Unit;

    private static IEnumerable<string> Different(Recording run, TimeSpan[] starts) =>
        from result in run.Report.Results
        where result.Start != starts[result.Task.Index] || result.State != TaskState.Succeeded
        select $"{result.Task} is {result.State} and started at {result.Start}, not at {starts[result.Task.Index]}";

    private static string Line(RunEvent happened) => happened switch
    {
        RunEvent.TaskStarted(var task) => $"{task} starts",
        RunEvent.TaskOutput { Task: var task } => $"{task} writes",
        RunEvent.TaskFinished(var result) => $"{result.Task} {result.State} {result.Reason?.Words}",
        _ => happened.GetType().Name,
    };
}
