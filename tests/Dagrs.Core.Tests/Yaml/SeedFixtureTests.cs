using Dagrs.Core.Definition;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>The files of the seed, byte for byte, and the verdict that each one gets.</summary>
public class SeedFixtureTests
{
    [Fact]
    public void The_good_file_gives_eight_tasks_in_the_order_the_seed_prints()
    {
        var dag = Read("correct.yaml");

        Assert.Equal(
            ["Task 8", "Task 5", "Task 7", "Task 6", "Task 3", "Task 2", "Task 1", "Task 4"],
            dag.Order.Select(task => task.Name));
    }

    [Fact]
    public void A_file_whose_commands_fail_is_a_good_file()
    {
        Assert.Equal(8, Read("script_run_failed.yaml").Tasks.Count);
    }

    [Theory]
    [InlineData("self_loop_error.yaml", ProblemCode.SelfDependency, "4:14 task 'a' depends on itself")]
    [InlineData("precursor_not_found.yaml", ProblemCode.UnknownTask, "4:14 task 'a' depends on 'b', which does not exist")]
    [InlineData("no_task_name.yaml", ProblemCode.MissingKey, "2:3 task 'a' has no 'name'")]
    [InlineData("no_script.yaml", ProblemCode.MissingKey, "2:3 task 'a' has no 'cmd'; only a group (a task with 'after') can omit it")]
    [InlineData("no_run.yaml", ProblemCode.MissingKey, "2:3 task 'a' has no 'cmd'; only a group (a task with 'after') can omit it")]
    [InlineData("empty_file.yaml", ProblemCode.NoTasks, "1:1 the file is empty; it needs a key 'dagrs' with tasks")]
    [InlineData("illegal_content.yaml", ProblemCode.Syntax, "3:9 not valid YAML: a space is missing after 'name:'")]
    public void A_wrong_file_gets_its_verdict(string file, ProblemCode code, string line)
    {
        var problem = Assert.Single(Refused(file).Problems);

        Assert.Equal(code, problem.Code);
        Assert.Equal(line, TaskFile.Line(problem));
    }

    [Fact]
    public void The_loop_is_named_and_the_tasks_after_it_are_not_blamed()
    {
        var problem = Assert.Single(Refused("loop_error.yaml").Problems);

        Assert.Equal("12:14 dependency cycle: c -> d -> e -> c", TaskFile.Line(problem));
    }

    [Fact]
    public void An_unknown_key_is_reported_beside_the_missing_command()
    {
        Assert.Equal(
            ["2:3 task 'a' has no 'cmd'; only a group (a task with 'after') can omit it", "4:5 unknown key 'run' in task 'a' [cmd]"],
            Refused("no_type.yaml").Problems.Select(TaskFile.Line));
    }

    [Fact]
    public void A_file_that_does_not_begin_with_dagrs_is_told_so()
    {
        var problem = Assert.Single(Refused("no_start_with_dagrs.yaml").Problems); // once for its eight tasks

        Assert.Equal("1:1 there is no key 'dagrs'; the tasks go under it: write 'dagrs:' above 'a', 'b', 'c' and 5 more, and indent them", TaskFile.Line(problem));
    }

    private static Dag Read(string file) => Resolver.Resolve(WorkflowFile.Read(TaskFile.Fixture(file), file));

    private static InvalidFileException Refused(string file) => Assert.Throws<InvalidFileException>(() => Read(file));
}
