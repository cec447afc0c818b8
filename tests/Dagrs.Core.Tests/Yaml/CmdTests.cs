using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Yaml;

public class CmdTests
{
    [Theory]
    [InlineData("echo hi", "echo hi")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("1", "1")]
    [InlineData("'null'", "null")]
    [InlineData("\"a\\tb\"", "a\tb")]
    [InlineData("|\n      one\n      two\n", "one\ntwo\n")]
    [InlineData("|-\n      one\n      two\n", "one\ntwo")]
    [InlineData(">\n      one\n      two\n", "one two\n")]
    [InlineData("echo $1 # not a comment of YAML's", "echo $1")]
    [InlineData("'echo # of the shell'", "echo # of the shell")]
    public void A_text_goes_to_the_shell_as_it_stands(string written, string script)
    {
        Assert.Equal(script, Assert.IsType<Command.Shell>(Command(written)).Script);
    }

    [Theory]
    [InlineData("[ls]", "ls")]
    [InlineData("[ls, -l, 1, true]", "ls|-l|1|true")]
    [InlineData("[echo, '', \"a b\", '$1']", "echo||a b|$1")]
    [InlineData("[echo, ~, null]", "echo|~|null")]
    [InlineData("\n      - echo\n      - |\n        block", "echo|block\n")]
    public void A_list_is_a_program_and_its_arguments(string written, string words)
    {
        Assert.Equal(words.Split('|'), Assert.IsType<Command.Program>(Command(written)).Words);
    }

    [Theory]
    [InlineData("", "3:9 'cmd' of task 'a' is empty")]
    [InlineData("~", "3:10 'cmd' of task 'a' is empty")]
    [InlineData("''", "3:10 'cmd' of task 'a' is empty")]
    [InlineData("' '", "3:10 'cmd' of task 'a' is empty")]
    [InlineData("{a: b}", "3:10 'cmd' of task 'a' must be a string, or a list of program and arguments, not a mapping")]
    [InlineData("[]", "3:10 'cmd' of task 'a' names no program")]
    [InlineData("['', b]", "3:11 'cmd' of task 'a' names no program")]
    [InlineData("[ls, [b]]", "3:15 'cmd' of task 'a' must be a list of strings, not a list with a list in it")]
    [InlineData("[ls, {b: c}]", "3:15 'cmd' of task 'a' must be a list of strings, not a list with a mapping in it")]
    [InlineData("[{b: c}]", "3:11 'cmd' of task 'a' must be a list of strings, not a list with a mapping in it")]
    [InlineData("\"a\\0b\"", "3:10 'cmd' of task 'a' contains a NUL character")]
    [InlineData("[ls, \"a\\0b\"]", "3:15 'cmd' of task 'a' contains a NUL character")]
    public void A_command_that_is_wrong_is_one_problem_and_not_called_missing(string written, string line)
    {
        Assert.Equal(line, TaskFile.OnlyProblem($"dagrs:\n  a:\n    cmd: {written}\n    name: A\n"));
    }

    [Fact]
    public void A_task_with_after_and_without_a_command_is_a_group()
    {
        var dag = TaskFile.Resolve("dagrs: {all: {name: All, after: [a, b]}, a: {name: A, cmd: x}, b: {name: B, cmd: x}}");

        Assert.IsType<Work.Join>(dag.Tasks.Single(task => task.Id == "all").Work);
        Assert.Equal("a b", TaskFile.Predecessors(dag, "all"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(", after: []")]
    [InlineData(", after: ")]
    public void A_task_with_neither_is_an_error(string rest)
    {
        Assert.Equal(
            "1:9 task 'a' has no 'cmd'; only a group (a task with 'after') can omit it",
            TaskFile.OnlyProblem($"dagrs: {{a: {{name: A{rest}}}}}"));
    }

    private static Command Command(string written) =>
        Assert.IsType<Work.Execute>(TaskFile.Task($"dagrs:\n  a:\n    cmd: {written}\n    name: A\n", "a").Work).Command;
}
