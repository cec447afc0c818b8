using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

public class AfterTests
{
    [Theory]
    [InlineData("b", "b")]
    [InlineData("'b'", "b")]
    [InlineData("[b]", "b")]
    [InlineData("[c, b]", "c b")]
    [InlineData("[b, c]", "b c")]
    [InlineData("\n      - c\n      - b", "c b")]
    [InlineData("[b, c, b, 'b']", "b c")]
    [InlineData("[b,]", "b")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    [InlineData("~", "")]
    public void After_is_one_id_or_a_list_and_repeats_are_harmless(string written, string predecessors)
    {
        var dag = TaskFile.Resolve(File(written));

        Assert.Equal(predecessors, TaskFile.Predecessors(dag, "a"));
    }

    [Theory]
    [InlineData("{b: c}", "4:12 'after' of task 'a' must be a list or a string, not a mapping")]
    [InlineData("''", "4:12 'after' of task 'a' is empty")]
    [InlineData("[b, '']", "4:16 'after' of task 'a' is empty")]
    [InlineData("[[b]]", "4:13 'after' of task 'a' must be a list of strings, not a list with a list in it")]
    [InlineData("[{b: c}]", "4:13 'after' of task 'a' must be a list of strings, not a list with a mapping in it")]
    [InlineData("a", "4:12 task 'a' depends on itself")]
    [InlineData("[b, a]", "4:16 task 'a' depends on itself")]
    [InlineData("d", "4:12 task 'a' depends on 'd', which does not exist")]
    [InlineData("B", "4:12 task 'a' depends on 'B', which does not exist [b]")]
    [InlineData("[b, nothing]", "4:16 task 'a' depends on 'nothing', which does not exist")]
    [InlineData("\"b\\0\"", "4:12 'after' of task 'a' contains a NUL character")]
    public void After_that_is_wrong_is_one_problem_with_its_place(string written, string line)
    {
        Assert.Equal(line, TaskFile.OnlyProblem(File(written)));
    }

    [Theory]
    [InlineData("Build it", "task 'c' depends on 'Build it', which does not exist: that is the name of task 'b1' [b1]")]
    [InlineData("[ build it ]", "task 'c' depends on 'build it', which does not exist: that is the name of task 'b1' [b1]")]
    [InlineData("Twice", "task 'c' depends on 'Twice', which does not exist: that is the name of the tasks 't1', 't2'; use the id of one of them")]
    [InlineData("B1", "task 'c' depends on 'B1', which does not exist [b1]")]
    [InlineData("C task", "task 'c' depends on 'C task', which does not exist")]
    [InlineData("-b1", "task 'c' depends on '-b1', which does not exist; a space is missing after '-'")]
    public void A_display_name_or_a_dash_for_an_id_is_told_as_such(string after, string problem) => Assert.Equal(
        problem,
        TaskFile.OnlyProblem($"dagrs:\n  b1: {{ name: Build it, cmd: x }}\n  t1: {{ name: Twice, cmd: x }}\n  t2: {{ name: Twice, cmd: x }}\n  c:\n    name: C task\n    cmd: x\n    after: {after}\n").Split(' ', 2)[1]);

    [Theory]
    [InlineData("{b: c}")]
    [InlineData("[[b]]")]
    [InlineData("''")]
    [InlineData("nothing")]
    public void A_group_whose_after_is_wrong_is_not_told_that_it_lacks_a_command(string written)
    {
        Assert.Single(TaskFile.Problems($"dagrs:\n  a:\n    name: A\n    after: {written}\n  b: {{name: B, cmd: x}}\n"));
    }

    [Fact]
    public void The_good_ids_of_a_wrong_list_are_checked_too()
    {
        Assert.Equal(
            ["4:13 'after' of task 'a' must be a list of strings, not a list with a list in it", "4:18 task 'a' depends on 'nothing', which does not exist"],
            TaskFile.Problems(File("[[b], nothing]")).Select(TaskFile.Line));
    }

    [Fact]
    public void An_unknown_id_is_shown_with_what_was_meant()
    {
        Assert.Equal(
            """
            flow.yaml:6:14: error: task 'test' depends on 'biuld', which does not exist; did you mean 'build'? [DAG015]
                    after: [ biuld ]
                             ^^^^^
            """,
            TaskFile.Message(
                """
                dagrs:
                  build:
                    { name: B, cmd: x }
                  test:
                    name: T
                    after: [ biuld ]
                    cmd: x
                """));
    }

    [Fact]
    public void A_task_is_never_told_that_it_meant_itself()
    {
        Assert.Null(Assert.Single(TaskFile.Problems("dagrs: {tests: {name: N, cmd: x, after: test}}")).Suggestion);
    }

    [Fact]
    public void Each_place_of_an_unknown_id_is_reported()
    {
        var problems = TaskFile.Problems("dagrs:\n  a: {name: A, cmd: x, after: [zzz, zzz]}\n  b: {name: B, cmd: x, after: zzz}\n");

        Assert.Equal([(2, 32), (2, 37), (3, 31)], problems.Select(problem => (problem.Place.Line, problem.Place.Column)));
        Assert.All(problems, problem => Assert.Equal(ProblemCode.UnknownTask, problem.Code));
    }

    private static string File(string after) =>
        $"dagrs:\n  a:\n    name: A\n    after: {after}\n    cmd: x\n  b: {{name: B, cmd: x}}\n  c: {{name: C, cmd: x}}\n";
}
