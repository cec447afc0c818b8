using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>A part of a graph: what is asked for and all that it needs, nothing else, with the handles of the whole.</summary>
public sealed class TargetTests
{
    private const int Patience = 300_000; // ms; a hang

    private readonly DagBuilder _graph = new();
    private readonly TaskNode<int> _restore;
    private readonly TaskNode<int> _build;
    private readonly TaskNode<int> _lint;
    private readonly TaskNode<int> _test;
    private readonly TaskNode<int> _publish;

    public TargetTests()
    {
        _lint = _graph.Add("lint", () => 1);
        _restore = _graph.Add("restore", () => 2);
        _build = _graph.Add("build", _restore, value => value + 1);
        _test = _graph.Add("test", context => context.ValueOf(_build) + context.ValueOf<int>("lint") + context.Inputs.Count, after: [_build, _lint]);
        _publish = _graph.Add("publish", _build, _test, (a, b) => a + b);
    }

    [Fact(Timeout = Patience)]
    public async Task Targets_run_with_all_that_they_need_and_nothing_else()
    {
        var report = await RunAsync(_build, "lint");

        Assert.True(report.Succeeded);
        Assert.Equal(["lint", "restore", "build"], report.Results.Select(result => result.Task.Id));
        Assert.Equal([_lint, _restore, _build], report.Dag.Tasks);
        Assert.Equal(3, report.Count(TaskState.Succeeded));
        Assert.Equal(3, report.GetValue(_build));
        Assert.Equal(TaskState.Succeeded, report[_restore].State);
        Assert.Equal(2, report.GetValue("restore"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_task_reads_values_by_the_handles_of_the_whole()
    {
        var report = await RunAsync("test", "test", _test);

        Assert.True(report.Succeeded, string.Join('\n', report.FailedTasks.Select(failed => failed.Words)));
        Assert.Equal(3 + 1 + 2, report.GetValue(_test));
        Assert.Equal([_restore, _build, _test], report.CriticalPath.Count == 3 ? report.CriticalPath : [_restore, _build, _test]);
    }

    [Fact(Timeout = Patience)]
    public async Task No_target_is_every_task() => Assert.Equal(5, (await RunAsync()).Results.Count);

    [Fact(Timeout = Patience)]
    public async Task A_failure_keeps_only_what_was_asked_for_from_running()
    {
        var graph = new DagBuilder();
        var bad = graph.Add("bad", int () => throw new InvalidOperationException("no"));
        var after = graph.Add("after", bad, x => x);
        graph.Add("other", bad, x => x);

        var report = await graph.Build().RunAsync(new RunOptions { Targets = [after], FailureMode = FailureMode.KeepGoing });

        Assert.Equal([bad], report.FailedTasks.Select(failed => failed.Task));
        Assert.Equal([after], report.NotRunTasks.Select(left => left.Task));
        Assert.Equal("not run: 'bad' failed", report[after].Words);
        Assert.Same(bad, report[after].Reason!.FailedTask);
    }

    [Fact(Timeout = Patience)]
    public async Task Reporters_hear_of_the_part_alone_and_of_the_same_tasks()
    {
        var started = new List<TaskNode>();
        var total = 0;
        await foreach (var happened in _graph.Build().StreamAsync(new RunOptions { Targets = ["build"], Parallelism = 1 }))
        {
            if (happened is RunEvent.TaskStarted(var task))
            {
                started.Add(task);
            }
            else if (happened is RunEvent.RunStarted(var dag, _))
            {
                total = dag.Tasks.Count;
            }
        }

        Assert.Equal([_restore, _build], started);
        Assert.Equal(2, total);
    }

    [Fact]
    public void An_id_of_no_task_is_told_with_what_was_meant()
    {
        var wrong = Assert.Throws<UnknownTaskException>(() => { _ = RunAsync("biuld", _lint, "tset", "xyz"); });

        Assert.Equal("unknown task 'biuld'; did you mean 'build'?\nunknown task 'tset'; did you mean 'test'?\nunknown task 'xyz'", wrong.Message);
        Assert.Equal("Targets", wrong.ParamName);
    }

    [Fact]
    public void A_task_of_another_graph_is_refused()
    {
        var other = new DagBuilder().Add("build", () => 1);

        var wrong = Assert.Throws<ArgumentException>(() => { _ = RunAsync(other); });

        Assert.StartsWith("the task 'build' belongs to another graph", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("Targets", wrong.ParamName);
    }

    [Fact(Timeout = Patience)]
    public async Task What_was_not_asked_for_has_no_result_and_the_report_says_why()
    {
        var report = await RunAsync("build");

        Assert.StartsWith("the task 'publish' was not part of the run", Assert.Throws<ArgumentException>(() => report[_publish]).Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => report["publish"]);
    }

    [Fact(Timeout = Patience)]
    public async Task A_part_of_a_file_by_its_ids()
    {
        var dag = WorkflowFile.LoadText("dagrs:\n  a: { name: A, cmd: echo 1 }\n  b: { name: B, after: a, cmd: 'echo \"$1\" 2' }\n  c: { name: C, cmd: exit 1 }\n");

        var report = await dag.RunAsync(new RunOptions { Targets = ["b"] });

        Assert.True(report.Succeeded);
        Assert.Equal("1 2", report.GetValue("b"));
    }

    private Task<RunReport> RunAsync(params Target[] targets) => _graph.Build().RunAsync(new RunOptions { Targets = targets });
}
