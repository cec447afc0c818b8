using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>What C# tasks give and get: values, arguments, the scheduler and the asynchronous flow of the caller.</summary>
public sealed class CodeValueTests
{
    private const int Patience = 300_000; // ms
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    [Fact(Timeout = Patience)]
    public async Task A_graph_runs_twice_and_at_once()
    {
        var graph = new DagBuilder();
        var start = graph.Add("start", async context => { await Task.Yield(); return context.Environment.Get<int>("start"); });
        var twice = graph.Add("twice", start, value => value * 2);
        var dag = graph.Build();

        var reports = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => dag.RunAsync(new RunOptions { Environment = RunEnvironment.Of(("start", i)) })));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => 2 * i), reports.Select(report => report.GetValue(twice)));
    }

    [Fact(Timeout = Patience)]
    public async Task A_value_that_is_not_there_is_told_with_its_reason()
    {
        var graph = new DagBuilder();
        var bad = graph.Add("bad", int () => throw new FormatException("no number"));
        var after = graph.Add("after", bad, value => value);
        var foreign = new DagBuilder().Add("bad", () => 1);

        var report = await graph.Build().RunAsync();

        Assert.Equal("task 'bad' has no value: threw FormatException: no number", Assert.Throws<InvalidOperationException>(() => report.GetValue(bad)).Message);
        Assert.Equal("task 'after' has no value: not run: 'bad' failed", Assert.Throws<InvalidOperationException>(() => report.GetValue(after)).Message);
        Assert.Throws<ArgumentException>(() => report.GetValue(foreign));
        Assert.Throws<KeyNotFoundException>(() => report.GetValue("nobody"));
    }

    [Fact(Timeout = Patience)]
    public async Task The_value_of_a_task_that_was_allowed_to_fail_is_missing()
    {
        var graph = new DagBuilder();
        var bad = graph.Add("bad", int () => throw new FormatException(), new TaskOptions { AllowFailure = AllowedFailure.Any });
        var asks = graph.Add("asks", bad, value => value);
        var looks = graph.Add("looks", context => context.Inputs[0] is null, after: bad);
        var stranger = graph.Add("stranger", context => context.ValueOf(bad));

        var report = await graph.Build().RunAsync(new RunOptions { FailureMode = FailureMode.KeepGoing });

        Assert.Equal("threw InvalidOperationException: task 'bad' has no value: it failed, and was allowed to", report[asks].Outcome!.Words);
        Assert.True(report.GetValue(looks));
        Assert.Contains("task 'stranger' does not depend on 'bad'; add it to 'after'", report[stranger].Outcome!.Words, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Values_of_commands_are_texts_and_values_of_code_are_arguments()
    {
        var graph = new DagBuilder();
        var version = graph.Add("version", new Command.Shell("echo 1.2; echo three"));
        var length = graph.Add("length", version, text => text.Length);
        var half = graph.Add("half", () => 0.5);
        var say = graph.Add("say", new Command.Shell("""printf '%s|%s|%s' "$1" "$2" "$3" """), null, length, half, version);
        var lines = graph.Add("lines", say, text => text.Split('|'));

        var report = await graph.Build().RunAsync();

        Assert.Equal(["9", "0.5", "1.2\nthree"], report.GetValue(lines));
        Assert.Equal("1.2\nthree", report.GetValue(version));
    }

    [Fact(Timeout = Patience)]
    public async Task Code_runs_on_the_scheduler_that_is_given_also_when_limited_or_tried_again()
    {
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var graph = new DagBuilder();
        bool IsThere() => TaskScheduler.Current == scheduler;
        var plain = graph.Add("plain", IsThere);
        var async = graph.Add("async", async () => { await Task.Yield(); return IsThere(); });
        var after = graph.Add("after", async, before => before && IsThere());
        var limited = graph.Add("limited", IsThere, new TaskOptions { Timeout = TimeSpan.FromMinutes(10) });
        var again = graph.Add("again", async context =>
        {
            await Task.Yield();
            return context.Attempt == 1 ? throw new IOException() : IsThere();
        }, new TaskOptions { Retry = new RetryPolicy(1) { Delay = TimeSpan.FromMilliseconds(1) } });

        var report = await graph.Build().RunAsync(new RunOptions { CodeScheduler = scheduler });

        Assert.All([plain, async, after, limited, again], task => Assert.True(report.GetValue(task), task.Id));
    }

    [Fact(Timeout = Patience)]
    public async Task Code_sees_the_asynchronous_flow_of_its_caller()
    {
        var local = new AsyncLocal<string> { Value = "caller" };
        var graph = new DagBuilder();
        var first = graph.Add("first", () => local.Value);
        var second = graph.Add("second", first, _ => local.Value);

        var report = await graph.Build().RunAsync();

        Assert.Equal(("caller", "caller"), (report.GetValue(first), report.GetValue(second)));
    }
}
