using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>The graph of a run that is over, or not yet: <c>dagrs graph --run FILE</c>.</summary>
public sealed class GraphOfRunTests
{
    private const string Report =
        """
        {"v":1,"run":"0123456789abcdef","version":"1.2.3","start":"2026-03-14T15:09:26Z","durationSeconds":3,"exitCode":1,"stop":null,"file":"dagrs.yaml","jobs":2,"criticalPath":["build","test"],
        "tasks":[
        {"id":"build","name":"Build all","kind":"shell","command":"make","after":[],"tags":[],"when":"success","if":null,"state":"succeeded","words":"succeeded","slot":0,"readySeconds":0,"startSeconds":0,"durationSeconds":1,"attempts":[{"startSeconds":0,"durationSeconds":1,"words":"succeeded"}]},
        {"id":"test","name":"test","kind":"shell","command":"make test","after":["build"],"tags":[],"when":"success","if":null,"state":"failed","words":"exited with code 2","exitCode":2,"slot":0,"readySeconds":1,"startSeconds":1,"durationSeconds":2,"attempts":[{"startSeconds":1,"durationSeconds":2,"words":"exited with code 2"}]},
        {"id":"publish","name":"publish","kind":"shell","command":"make publish","after":["test"],"tags":[],"when":"success","if":null,"state":"not-run","words":"not run: 'test' failed","because":"test","slot":null,"readySeconds":0,"startSeconds":0,"durationSeconds":0,"attempts":[]}]}
        """;

    [Fact]
    public Task States_and_times_stand_beside_the_names_and_the_file_of_tasks_is_not_needed() =>
        new DagrsTest("graph", "--run", "run.json").File("run.json", Report).Prints(
            """
            publish [not-run]
            └─ test [failed, {time}, critical path]
               └─ build (Build all) [succeeded, {time}, critical path]
            """).RunAsync();

    [LongFact]
    public Task A_picture_has_them_in_words_and_the_critical_path_thick() =>
        new DagrsTest("graph", "--run", "run.json", "--format", "svg").File("run.json", Report)
            .Expect(ran => Assert.Contains(">✗ failed, 2.00 s, critical path</text>", ran.Out, StringComparison.Ordinal)).PrintsSomewhere("<g class=\"task critical failed\">").PrintsSomewhere("<path class=\"line path\" d=\"").PrintsSomewhere(">– not-run</text>").RunAsync();

    [LongFact]
    public Task A_run_can_come_from_standard_input() =>
        new DagrsTest("graph", "--run", "-", "--format", "mermaid").Input(Report).PrintsSomewhere("    t_build ==> t_test\n").RunAsync();

    [LongFact]
    public Task A_file_that_holds_no_run_is_refused() =>
        new DagrsTest("graph", "--run", "run.json").File("run.json", "{\"tasks\": 1}").ExitsWith(3).ComplainsOf("dagrs: error: 'run.json' is neither a run report nor an event stream of dagrs: ").RunAsync();

    [LongFact]
    public Task A_file_that_is_not_there_is_refused() =>
        new DagrsTest("graph", "--run", "none.json").ExitsWith(3).Complains("dagrs: error: cannot read 'none.json': no such file or folder").RunAsync();

    [LongFact]
    public Task A_run_in_a_circle_is_refused() =>
        new DagrsTest("graph", "--run", "run.json").File("run.json", Report.Replace("\"after\":[]", "\"after\":[\"publish\"]", StringComparison.Ordinal))
            .ExitsWith(3).Complains("dagrs: error: 'run.json' contains no run of dagrs: its tasks form a cycle").RunAsync();

    [LongFact]
    public Task Some_of_its_tasks_cannot_be_chosen() =>
        new DagrsTest("graph", "--run", "run.json", "test").File("run.json", Report)
            .ExitsWith(2).PrintsNothing().Complains("dagrs: error: --run draws all tasks of that run; leave out --run or the selection of tasks").RunAsync();
}
