namespace Dagrs.Core.Tests.Yaml;

public class NameTests
{
    [Theory]
    [InlineData("Build it", "Build it")]
    [InlineData("1", "1")]
    [InlineData("true", "true")]
    [InlineData("\"null\"", "null")]
    [InlineData("'two\n\n      lines'", "two\nlines")]
    public void A_name_is_any_text(string written, string name)
    {
        Assert.Equal(name, TaskFile.Task($"dagrs:\n  a:\n    name: {written}\n    cmd: x\n", "a").Name);
    }

    [Fact]
    public void A_name_need_not_be_unique()
    {
        Assert.Equal(["N", "N"], TaskFile.Resolve("dagrs: {a: {name: N, cmd: x}, b: {name: N, cmd: x}}").Tasks.Select(task => task.Name));
    }

    [Theory]
    [InlineData("", "3:10 'name' of task 'a' is empty")]
    [InlineData("~", "3:11 'name' of task 'a' is empty")]
    [InlineData("null", "3:11 'name' of task 'a' is empty")]
    [InlineData("''", "3:11 'name' of task 'a' is empty")]
    [InlineData("\" \\t\"", "3:11 'name' of task 'a' is empty")]
    [InlineData("[a]", "3:11 'name' of task 'a' must be a string, not a list")]
    [InlineData("{a: b}", "3:11 'name' of task 'a' must be a string, not a mapping")]
    [InlineData("\"a\\0b\"", "3:11 'name' of task 'a' contains a NUL character")]
    public void A_name_that_is_empty_or_no_text_is_one_problem(string written, string line)
    {
        Assert.Equal(line, TaskFile.OnlyProblem($"dagrs:\n  a:\n    name: {written}\n    cmd: x\n"));
    }

    [Fact]
    public void A_task_without_a_name_is_told_so()
    {
        Assert.Equal("2:3 task 'a' has no 'name'", TaskFile.OnlyProblem("dagrs:\n  a:\n    cmd: x\n"));
    }
}
