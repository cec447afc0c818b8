using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>A million tasks: nothing recurses over them and nothing takes the square of their number.</summary>
public sealed class LargeGraphTests
{
    private const int Patience = 300_000; // ms; a few seconds where nothing else runs, the square of a million would take hours
    private static readonly int Million = Suite.Cases(1_000_000, few: 200_000); // too many for any recursion

    [Fact(Timeout = Patience)]
    public async Task A_chain_of_a_million_groups_runs()
    {
        var builder = new DagBuilder();
        var last = builder.Add(Spec(0, true));
        for (var task = 1; task < Million; task++)
        {
            last = builder.Add(Spec(task, true), last);
        }

        await RunAsync(builder.Build());
    }

    [LongFact(Timeout = Patience)]
    public async Task A_million_between_one_and_one_run()
    {
        var builder = new DagBuilder();
        var first = builder.Add(Spec(0, false));
        var middle = Enumerable.Range(1, Million - 2).Select(task => builder.Add(Spec(task, false), first)).ToArray();
        builder.Add(Spec(Million - 1, true), middle);

        await RunAsync(builder.Build());
    }

    [Fact(Timeout = Patience)]
    public async Task The_failure_of_the_first_of_a_chain_of_a_million_reaches_the_last()
    {
        var builder = new DagBuilder();
        var last = builder.Add(Spec(0, false));
        for (var task = 1; task < Million; task++)
        {
            last = builder.Add(Spec(task, false), last);
        }

        var report = await new Scheduler(builder.Build(), new RunOptions { Executor = new ScriptedExecutor(_ => new Outcome.Exited(1)) }).RunAsync();

        Assert.Equal((1, Million - 1), (report.Count(TaskState.Failed), report.Count(TaskState.NotRun)));
        Assert.Equal("'0' failed", report[last].Reason!.Words);
    }

    [Fact(Timeout = Patience)]
    public async Task The_order_of_a_million_is_known()
    {
        var builder = new DagBuilder();
        var last = builder.Add(Spec(0, true));
        for (var task = 1; task < Million; task++)
        {
            last = builder.Add(Spec(task, true), last);
        }

        await System.Threading.Tasks.Task.Run(() => Assert.Equal(Million, builder.Build().Order.Count));
    }

    private static TaskSpec Spec(int task, bool isGroup) => isGroup ? Nodes.Group($"{task}") : Nodes.Sh($"{task}", "true");

    private static async Task RunAsync(Dag dag)
    {
        var finished = 0;
        var reporter = new ScriptedReporter(happened => finished += happened is RunEvent.TaskFinished ? 1 : 0);
        var report = await new Scheduler(dag, new RunOptions { Executor = new ScriptedExecutor(_ => Outcome.Success), Reporters = [reporter] }).RunAsync();

        Assert.True(report.Succeeded);
        Assert.Equal(Million, finished);
    }
}
