using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Random graphs of C# tasks give what their functions give one after the other, however they are run.</summary>
public sealed class CodeProperties(ITestOutputHelper output)
{
    [Fact]
    public void Values_equal_those_of_a_sequential_evaluation() =>
        Scenarios.Check(Scenarios.Any, 400, output, scenario => Different(scenario with { Tasks = [.. scenario.Tasks.Select(task => task with { Fails = false })] }));

    [Fact]
    public void What_does_not_come_after_a_failure_has_its_value() =>
        Scenarios.Check(Scenarios.Any.Select(scenario => scenario with { Mode = FailureMode.KeepGoing }), 400, output, Different);

    // The properties above would hold as well if the comparison were blind.
    [Fact]
    public void A_wrong_value_would_be_seen()
    {
        var scenario = new Scenario([new ScenarioTask(1, []), new ScenarioTask(1, [0])]);
        var (tasks, dag) = Build(scenario);
        var report = Run(dag, scenario);

        Assert.Equal([1, 4], tasks.Select(report.GetValue));
        Assert.Equal([1, 4], Expected(scenario).Select(value => value.Value));
    }

    private static IEnumerable<string> Different(Scenario scenario)
    {
        var (tasks, dag) = Build(scenario);
        var report = Run(dag, scenario);
        var expected = Expected(scenario);
        for (var task = 0; task < tasks.Count; task++)
        {
            var (state, value) = expected[task];
            if (report[tasks[task]].State != state)
            {
                yield return $"{task} is {report[tasks[task]].State}, not {state}";
            }
            else if (state == TaskState.Succeeded && report.GetValue(tasks[task]) != value)
            {
                yield return $"{task} gave {report.GetValue(tasks[task])}, not {value}";
            }
        }
    }

    private static RunReport Run(Dag dag, Scenario scenario) =>
        Task.Run(() => dag.RunAsync(new RunOptions { Parallelism = scenario.Jobs, Schedule = scenario.Schedule, FailureMode = scenario.Mode })).GetAwaiter().GetResult();

    private static (TaskState State, long Value)[] Expected(Scenario scenario)
    {
        var expected = new (TaskState State, long Value)[scenario.Tasks.Count];
        for (var task = 0; task < expected.Length; task++)
        {
            var after = scenario.Tasks[task].After.Select(before => expected[before]).ToList();
            expected[task] = after.Any(before => before.State != TaskState.Succeeded) ? (TaskState.NotRun, 0)
                : scenario.Tasks[task].Fails ? (TaskState.Failed, 0)
                : (TaskState.Succeeded, Value(task, [.. after.Select(before => before.Value)]));
        }

        return expected;
    }

    private static long Value(int task, params IReadOnlyList<long> inputs)
    {
        var value = task + 1L;
        for (var i = 0; i < inputs.Count; i++)
        {
            value = unchecked(value + ((i + 2) * inputs[i]));
        }

        return value;
    }

    // Every way to say it: plain, asynchronous, by parameters, by a list, by the context.
    private static (List<TaskNode<long>> Tasks, Dag Dag) Build(Scenario scenario)
    {
        var graph = new DagBuilder();
        var tasks = new List<TaskNode<long>>();
        for (var i = 0; i < scenario.Tasks.Count; i++)
        {
            var task = i;
            var name = $"{task}";
            var fails = scenario.Tasks[task].Fails;
            List<TaskNode<long>> after = [.. scenario.Tasks[task].After.Select(before => tasks[before])];
            tasks.Add((after, scenario.Tasks[task].Units) switch
            {
                ([], 0) => graph.Add(name, async () => { await Task.Yield(); return Give(); }),
                ([], _) => graph.Add(name, () => Give()),
                ([var one], < 3) => graph.Add(name, one, x => Give(x)),
                ([var one], _) => graph.Add(name, one, async (x, cancel) => { await Task.Delay(0, cancel); return Give(x); }),
                ([var one, var two], < 3) => graph.Add(name, one, two, (x, y) => Give(x, y)),
                ([var one, var two, var three], < 3) => graph.Add(name, one, two, three, async (x, y, z) => { await Task.Yield(); return Give(x, y, z); }),
                (_, < 3) => graph.Add(name, after, values => Give(values)),
                _ => graph.Add(name, context => Give([.. after.Select(before => context.ValueOf(before))]), after: [.. after]),
            });

            long Give(params IReadOnlyList<long> inputs) => fails ? throw new InvalidOperationException("told to fail") : Value(task, inputs);
        }

        return (tasks, graph.Build());
    }
}
