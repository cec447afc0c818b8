using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>
/// Whole runs of random graphs with services, with an executor that runs nothing: by what it saw, a service is alive from when it is ready to the end of the last that
/// needs it, is told to end no sooner, and counts as no slot.
/// </summary>
public sealed class ServiceRunProperties
{
    private const int Patience = 120_000; // ms
    private static readonly TimeSpan PatienceWithOne = TimeSpan.FromSeconds(30);
    private static readonly int Graphs = Suite.Cases(all: 3_000, few: 200);

    [Fact(Timeout = Patience)]
    public async Task A_service_is_alive_while_it_is_needed_and_takes_no_slot()
    {
        for (var seed = 1; seed <= Graphs; seed++)
        {
            var random = new Random(seed);
            var graph = ServiceProperties.RandomGraph(random) with { Schedule = Schedule.Eager };
            if (!new ServiceModel(graph).IsPossible())
            {
                continue;
            }

            var executor = new ServiceExecutor(id => graph.Tasks[graph.IndexOf(id)].IsService, Dying(graph, random).Contains);
            var states = await RunAsync(graph, executor, random);
            var violations = Violations(graph, executor, states).ToList();
            Assert.True(violations.Count == 0, $"seed {seed}\n{graph}{string.Join('\n', violations)}");
        }
    }

    private static async Task<TaskState[]> RunAsync(RuleGraph graph, ServiceExecutor executor, Random random)
    {
        var check = random.Next(2) == 0 ? null : ReadyCheck.Exec(new Command.Shell("check")) with { Interval = TimeSpan.FromMilliseconds(1) };
        var dag = graph.Build(ready: check);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(StandaloneTasks.Of(dag).Count > 0 || random.Next(5) == 0 ? random.Next(1, 80) : -1));
        var report = await new Scheduler(dag, new RunOptions { Executor = executor, Parallelism = graph.Slots, FailureMode = graph.Mode, Grace = TimeSpan.FromSeconds(1) })
            .RunAsync(stop.Token).WaitAsync(PatienceWithOne, CancellationToken.None);
        return [.. Enumerable.Range(0, graph.Count).Select(task => report.Results.Single(result => result.Task.Id == graph.Tasks[task].Id).State)];
    }

    private static HashSet<string> Dying(RuleGraph graph, Random random) => [.. graph.Tasks.Where(_ => random.Next(12) == 0).Select(task => task.Id)];

    private static IEnumerable<string> Violations(RuleGraph graph, ServiceExecutor executor, TaskState[] states)
    {
        var model = new ServiceModel(graph);
        if (executor.MostAtOnce > graph.Slots)
        {
            yield return $"{executor.MostAtOnce} tasks at once in {graph.Slots} slots";
        }

        foreach (var service in model.Services)
        {
            var name = graph.Tasks[service].Id;
            var hasLived = executor.Seen.TryGetValue(name, out var life);
            if (hasLived != states[service] is TaskState.Succeeded or TaskState.Failed or TaskState.FailedAllowed or TaskState.Canceled)
            {
                yield return $"{name} is {states[service]}, and was {(hasLived ? "" : "not ")}started";
            }

            for (var task = 0; task < graph.Count && hasLived; task++)
            {
                if (!executor.Seen.TryGetValue(graph.Tasks[task].Id, out var seen))
                {
                    continue;
                }

                // Clean-up that runs because the service has failed has none.
                var isWithout = graph.Tasks[task].IsCleanUp && states[service] is TaskState.Failed or TaskState.FailedAllowed;
                if (model.Holds(task, service) && life.Told > 0 && life.Told < seen.End && !(graph.Tasks[task].When == When.Failure && life.Told < seen.Start))
                {
                    yield return $"{name} was told to end before {graph.Tasks[task].Id} was over";
                }

                if (model.Holds(task, service) && seen.Start < life.Start)
                {
                    yield return $"{graph.Tasks[task].Id} started before {name}";
                }

                if (model.Holds(task, service) && !isWithout && states[service] == TaskState.Succeeded && life.End < seen.End && graph.Tasks[task].When != When.Failure)
                {
                    yield return $"{name} had ended before {graph.Tasks[task].Id}";
                }

                if (model.Waits(task, service) && seen.Start < life.End)
                {
                    yield return $"{graph.Tasks[task].Id} started before {name} was over";
                }
            }
        }
    }
}
