namespace Dagrs.Core.Tests.Yaml;

public class TaskIdTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1.0")]
    [InlineData("0x10", "0x10")]
    [InlineData("true", "true")]
    [InlineData("no", "no")]
    [InlineData("null", "null")]
    [InlineData("~", "~")]
    [InlineData("\"null\"", "null")]
    [InlineData("a.b", "a.b")]
    [InlineData("a b", "a b")]
    [InlineData("'it''s'", "it's")]
    [InlineData("'#1'", "#1")]
    [InlineData("\"<<\"", "<<")]
    [InlineData("\"a\\nb\"", "a\nb")]
    [InlineData("x-a", "x-a")]
    [InlineData("Größe", "Größe")]
    [InlineData("🚀", "🚀")]
    [InlineData("2001-01-01", "2001-01-01")]
    public void An_id_is_the_text_of_its_key_whatever_it_looks_like(string written, string id)
    {
        var dag = TaskFile.Resolve($"dagrs:\n  {written}:\n    name: N\n    cmd: x\n  last:\n    name: L\n    after: [ {written} ]\n    cmd: x\n");

        Assert.Equal([id, "last"], dag.Tasks.Select(task => task.Id));
        Assert.Equal(id, TaskFile.Predecessors(dag, "last"));
    }

    [Fact]
    public void Quoted_or_not_an_id_is_the_same()
    {
        var dag = TaskFile.Resolve("dagrs:\n  1: {name: One, cmd: x}\n  \"2\": {name: Two, cmd: x, after: ['1']}\n  '3': {name: Three, cmd: x, after: 2}\n");

        Assert.Equal("1", TaskFile.Predecessors(dag, "2"));
        Assert.Equal("2", TaskFile.Predecessors(dag, "3"));
    }

    [Fact]
    public void Ids_differ_by_case()
    {
        Assert.Equal(["a", "A"], TaskFile.Resolve("dagrs: {a: {name: N, cmd: x}, A: {name: N, cmd: x}}").Tasks.Select(task => task.Id));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("? ")]
    public void An_empty_id_is_an_error(string written)
    {
        Assert.Contains("a task id is empty", TaskFile.OnlyProblem($"dagrs: {{{written}: {{name: N, cmd: x}}}}"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_with_a_NUL_is_an_error()
    {
        Assert.Contains("contains a NUL character", TaskFile.Message("dagrs: {\"a\\0b\": {name: N, cmd: x}}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("? [a]\n  : {name: N, cmd: x}", "2:5 a key must be a string, not a list")]
    [InlineData("? {a: b}\n  : {name: N, cmd: x}", "2:5 a key must be a string, not a mapping")]
    public void A_key_that_is_no_text_is_an_error(string entry, string line)
    {
        Assert.Equal(line, TaskFile.OnlyProblem($"dagrs:\n  {entry}\n  b: {{name: N, cmd: x}}\n"));
    }

    [Fact]
    public void Tasks_stand_in_file_order()
    {
        Assert.Equal(
            ["z", "a", "m"],
            WorkflowFile.Parse("dagrs: {z: {name: N, cmd: x}, a: {name: N, cmd: x}, m: {name: N, cmd: x}}").Tasks.Select(task => task.Id.Value));
    }

    [Fact]
    public void A_task_knows_the_place_of_its_id()
    {
        var task = TaskFile.Task("dagrs:\n  first: {name: N, cmd: x}\n  second: {name: N, cmd: x}\n", "second");

        Assert.Equal("flow.yaml:3", task.Origin!.ToString());
        Assert.Equal(new(3, 3, 9), task.Origin.Place);
    }

    [Theory]
    [InlineData("~", "task 'a' is empty; it needs a 'name' and a 'cmd'", 3)]
    [InlineData("[]", "task 'a' must be a mapping, not a list", 6)]
    [InlineData("run me", "task 'a' must be a mapping, not a string", 6)]
    [InlineData("''", "task 'a' must be a mapping, not a string", 6)]
    public void A_task_that_is_no_mapping_gets_one_problem(string written, string message, int column)
    {
        Assert.Equal($"2:{column} {message}", TaskFile.OnlyProblem($"dagrs:\n  a: {written}\n"));
    }

    [Fact]
    public void An_empty_mapping_lacks_both()
    {
        Assert.Equal(
            ["1:9 task 'a' has no 'name'", "1:9 task 'a' has no 'cmd'; only a group (a task with 'after') can omit it"],
            TaskFile.Problems("dagrs: {a: {}}").Select(TaskFile.Line));
    }
}
