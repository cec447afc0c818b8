using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>
/// Real runs, with their threads, of random graphs of commands and C# tasks, some of which fail and one of which may stop the run. What was recorded is
/// told to the model in that order, and it must come to the same.
/// </summary>
public sealed class RealRunProperties(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // for a run that hangs

    [Fact]
    public void A_real_run_agrees_with_the_model()
    {
        var seen = new HashSet<TaskState>();
        var stops = 0;
        RuleCase.Check(Suite.Cases(all: 500, few: 100), rules =>
        {
            var run = Run(rules);
            seen.UnionWith(run.Events.OfType<RunEvent.TaskFinished>().Select(finished => finished.Result.State));
            stops += run.Report.Stop is StopCause.Signal ? 1 : 0;
            Assert.Equal([], Disagreements(SeenByModel(rules), run.Events, run.Report));
        });

        output.WriteLine($"{stops} runs stopped by a signal; {string.Join(' ', seen)}");
        Assert.True(stops > 0);
        Assert.Superset(new HashSet<TaskState> { TaskState.Succeeded, TaskState.Failed, TaskState.FailedAllowed, TaskState.Canceled, TaskState.NotRun, TaskState.Skipped }, seen);
    }

    // The comparison would be worth nothing if it were blind.
    [Fact]
    public void A_recording_of_another_order_would_be_seen()
    {
        var rules = new RuleCase(RuleGraph.Of("a", "b: a", "k: b | always") with { Slots = 1 }, [999], Trouble: 0);
        var run = Run(rules);
        Assert.Equal([], Disagreements(SeenByModel(rules), run.Events, run.Report));

        Assert.NotEmpty(Disagreements(SeenByModel(rules), run.Events.Reverse(), run.Report));
    }

    private static (IReadOnlyList<RunEvent> Events, RunReport Report) Run(RuleCase rules)
    {
        var graph = rules.Graph;
        var stopper = rules.Choices[0] % (3 * graph.Count); // none, as a rule
        var isStopped = false;
        Scheduler? scheduler = null;
        var here = new ScriptedExecutor(invocation => OutcomeOf(graph.IndexOf(invocation.Name)), yields: rules.Choices[^1] % 3 > 0);
        var remote = new ScriptedExecutor(invocation => OutcomeOf(graph.IndexOf(invocation.Name)), yields: rules.Choices[^1] % 2 > 0);
        var reporter = new CollectingReporter();
        scheduler = new Scheduler(graph.Build(WorkOf), new RunOptions
        {
            Parallelism = graph.Slots,
            FailureMode = graph.Mode,
            Schedule = graph.Schedule,
            Resources = graph.Totals,
            Memory = graph.Memory,
            Reporters = [reporter],
            Executor = here,
            Remote = graph.RemoteBy(remote),
        });
        var report = Task.Run(() => scheduler.RunAsync()).WaitAsync(Patience).GetAwaiter().GetResult();
        Assert.InRange(here.MostAtOnce, 0, graph.Slots);
        Assert.InRange(remote.MostAtOnce, 0, graph.MostJobs);
        return (reporter.Events, report);

        Work WorkOf(int task) => IsCommand(rules, task) ? new Work.Execute(new Command.Shell("true")) : new Work.Code(async context =>
        {
            for (var turn = 0; turn < 5; turn++)
            {
                await Task.Yield();
                context.Cancel.ThrowIfCancellationRequested();
            }

            return OutcomeOf(task) switch
            {
                Outcome.Succeeded => (object?)null,
                Outcome.Stopped => throw new OperationCanceledException(),
                var outcome => throw new InvalidOperationException(outcome.Words),
            };
        });

        Outcome OutcomeOf(int task)
        {
            if (task == stopper)
            {
                scheduler!.Stop(new StopCause.Signal("SIGINT"));
                Volatile.Write(ref isStopped, true);
            }

            return Volatile.Read(ref isStopped) && !graph.Tasks[task].IsCleanUp ? new Outcome.Stopped() : Number(task) % 100 < rules.Trouble ? new Outcome.Exited(1) : Outcome.Success;
        }

        int Number(int task) => NumberOf(rules, task);
    }

    private static int NumberOf(RuleCase rules, int task) => rules.Choices[(task + 1) % rules.Choices.Length];

    private static bool IsCommand(RuleCase rules, int task) => NumberOf(rules, task) % 2 == 0;

    // C# code goes nowhere, whatever is said of it.
    private static RuleGraph SeenByModel(RuleCase rules) =>
        rules.Graph with { Tasks = [.. rules.Graph.Tasks.Select((task, index) => task with { IsRemote = task.IsRemote && IsCommand(rules, index) })] };

    private static IEnumerable<string> Disagreements(RuleGraph graph, IEnumerable<RunEvent> events, RunReport report)
    {
        var model = new ProgressModel(graph);
        var log = new List<string>();
        foreach (var happened in events)
        {
            var now = model.Now();
            switch (happened)
            {
                case RunEvent.TaskStarted(var task) when model.Next(now) != task.Index:
                    return [$"{task} started, and the model starts {model.Next(now)}", .. log];
                case RunEvent.TaskStarted(var task):
                    log.Add($"{task} starts");
                    model.Add(new ProgressModel.Happening.Started(task.Index));
                    break;
                case RunEvent.TaskFinished(var result):
                    log.Add($"{result.Task}: {result.Words}");
                    if (now.States[result.Task.Index] == TaskState.Running)
                    {
                        model.Add(new ProgressModel.Happening.Ended(result.Task.Index, result.Outcome!));
                        now = model.Now();
                    }

                    if (now.FateOf(result.Task.Index) != FateOf(result))
                    {
                        return [$"{result.Task} is {FateOf(result)}, and to the model {now.FateOf(result.Task.Index)}", .. log];
                    }

                    break;
                case RunEvent.RunStopping(StopCause.Failure cause) when cause.Words != now.Stop:
                    return [$"stopped {cause.Words}, and to the model {now.Stop}", .. log];
                case RunEvent.RunStopping(var cause and not StopCause.Failure):
                    log.Add($"stopped {cause.Words}");
                    model.Add(new ProgressModel.Happening.Stopped(cause));
                    break;
            }
        }

        var end = model.Now();
        return
        [
            .. report.Results.Where(result => FateOf(result) != end.FateOf(result.Task.Index)).Select(result => $"at the end {result.Task} is {FateOf(result)}, and to the model {end.FateOf(result.Task.Index)}"),
            .. report.Stop?.Words == end.Stop ? Array.Empty<string>() : [$"at the end it was stopped {report.Stop?.Words}, and to the model {end.Stop}"],
        ];
    }

    private static string FateOf(TaskResult result) => result.Reason is { } reason ? $"{result.State}: {reason.Words}" : $"{result.State}";
}
