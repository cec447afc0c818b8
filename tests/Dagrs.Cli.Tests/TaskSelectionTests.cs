using Dagrs.Cli.Tests.Support;
using static Dagrs.Cli.Tests.CommandLineTests;

namespace Dagrs.Cli.Tests;

/// <summary>Tasks on the command line: which run, in which order, and how a task is told from a command.</summary>
public sealed class TaskSelectionTests
{
    [Fact]
    public Task A_selected_task_runs_with_all_that_it_needs_and_nothing_else() => Three("two", "-j1")
        .Prints(
            """
            info   [Start] -> One -> Two -> [End]
            info   Executing Task[name: One]
            [one] 1
            info   Task executed successfully. [name: One] in {time}
            info   Executing Task[name: Two]
            [two] 2
            info   Task executed successfully. [name: Two] in {time}
            2 tasks: 2 succeeded in {time}
            """)
        .RunAsync();

    [Fact]
    public Task A_task_selected_twice_runs_once() => Three("one", "one").PrintsLine("1 task: 1 succeeded in {time}").RunAsync();

    [Fact]
    public Task Unknown_tasks_are_all_told_with_what_was_meant() => Three("on", "zzz", "tree").ExitsWith(2).PrintsNothing()
        .Complains(
            """
            dagrs: error: unknown task 'on'; did you mean 'one'?
            dagrs: error: unknown task 'zzz'
            dagrs: error: unknown task 'tree'; did you mean 'three'?
            """)
        .RunAsync();

    [Fact]
    public Task The_name_that_people_read_is_no_id() => Three("Two").ExitsWith(2).Complains("dagrs: error: unknown task 'Two': that is the name of task 'two'; did you mean 'two'?").RunAsync();

    [Fact]
    public Task A_wrong_file_comes_before_an_unknown_task() =>
        DagrsTest.Of("dagrs: { a: { name: A } }", "nope").ExitsWith(3).ComplainsOf("task 'a' has no 'cmd'").RunAsync();

    [Fact]
    public Task Options_and_tasks_may_stand_before_run() => Three("-q", "-j", "1", "two", "run").Prints("[one] 1\n[two] 2\n").RunAsync();

    [LongTheory]
    [InlineData("check", "check")]
    [InlineData("run", "run")]
    [InlineData("list", "list")]
    public Task A_command_that_hides_a_task_says_so(string task, params string[] arguments) =>
        DagrsTest.Of($"dagrs: {{ {task}: {{ name: X, cmd: 'true' }} }}", arguments).Complains($"dagrs: note: '{task}' is a command and a task of 'dagrs.yaml'; 'dagrs run {task}' runs the task").RunAsync();

    [Fact]
    public Task What_is_nearly_a_command_gets_a_suggestion() => Three("chek").ExitsWith(2).Complains("dagrs: error: unknown task 'chek'; did you mean the command 'check'?").RunAsync();

    [Fact]
    public Task It_does_so_also_where_there_is_no_file() => new DagrsTest("-C", "/", "plna").ExitsWith(3).ComplainsOf("did you mean 'plan'?").RunAsync();

    [LongTheory]
    [InlineData("clean build", "clean", "build")]
    [InlineData("build clean", "build", "clean")]
    [InlineData("clean need all", "clean", "all")]
    public Task One_at_a_time_tasks_run_in_the_order_of_the_command_line(string order, params string[] tasks) => DagrsTest.Of(
        "dagrs: { build: { name: B, cmd: echo build }, need: { name: N, cmd: echo need }, all: { name: A, after: need, cmd: echo all }, clean: { name: C, cmd: echo clean } }",
        [.. tasks, "-j1", "-q", "-o", "raw"]).Prints(order.Replace(' ', '\n')).RunAsync();

    [LongTheory]
    [InlineData("--", "check")]
    [InlineData("run", "check")]
    public Task A_task_may_be_named_as_a_command_is(params string[] arguments) =>
        DagrsTest.Of("dagrs: { check: { name: Check, cmd: echo checked } }", arguments).PrintsLine("[check] checked").RunAsync();

    [LongTheory]
    [InlineData("-k")]
    [InlineData("--yaml")]
    [InlineData("@file")]
    [InlineData("[suggest]")]
    [InlineData("-")]
    [InlineData("/h")]
    public Task After_two_dashes_everything_is_a_task(string id) =>
        DagrsTest.Of($"dagrs: {{ '{id}': {{ name: Odd, cmd: echo odd }} }}", "--", id).PrintsLine($"[{id}] odd").RunAsync();
}
