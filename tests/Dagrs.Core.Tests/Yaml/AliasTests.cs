using Dagrs.Core.Definition;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Tests.Yaml;

public class AliasTests
{
    [Theory]
    [InlineData("x-name: &v Hello\ndagrs: {a: {name: *v, cmd: x}}", "Hello|x")]
    [InlineData("x-cmd: &v [ls, -l]\ndagrs: {a: {name: N, cmd: *v}}", "N|ls -l")]
    [InlineData("x-arg: &v -l\ndagrs: {a: {name: N, cmd: [ls, *v]}}", "N|ls -l")]
    [InlineData("x-task: &v {name: N, cmd: x}\ndagrs: {a: *v}", "N|x")]
    [InlineData("x-all: &v {a: {name: N, cmd: x}}\ndagrs: *v", "N|x")]
    [InlineData("x-key: &v a\ndagrs: {*v : {name: N, cmd: x}}", "N|x")]
    [InlineData("x-inner: &i x\nx-outer: &o {name: N, cmd: *i}\ndagrs: {a: *o}", "N|x")]
    [InlineData("x-old: &v wrong\nx-new: &v N\ndagrs: {a: {name: *v, cmd: x}}", "N|x")]
    [InlineData("dagrs:\n  a:\n    name: &v x\n    cmd: *v", "x|x")]
    [InlineData("x-list: [&v x, [*v, *v]]\ndagrs: {a: {name: N, cmd: *v}}", "N|x")]
    public void An_alias_is_what_its_anchor_stands_before(string text, string nameAndCommand)
    {
        var task = Assert.Single(TaskFile.Resolve(text).Tasks);

        Assert.Equal("a", task.Id);
        Assert.Equal(nameAndCommand, $"{task.Name}|{Assert.IsType<Work.Execute>(task.Work).Command.Text}");
    }

    [Fact]
    public void An_alias_can_be_the_list_after_or_an_id_in_it()
    {
        var dag = TaskFile.Resolve(
            """
            x-both: &both [ a, &last b ]
            dagrs:
              a: { name: A, cmd: x }
              b: { name: B, cmd: x }
              c: { name: C, cmd: x, after: *both }
              d: { name: D, cmd: x, after: [ *last, c ] }
            """);

        Assert.Equal("a b", TaskFile.Predecessors(dag, "c"));
        Assert.Equal("b c", TaskFile.Predecessors(dag, "d"));
    }

    [Theory]
    [InlineData("dagrs: *nothing", "1:8 alias 'nothing' has no anchor before it")]
    [InlineData("dagrs: {a: {name: *later, cmd: x}}\nx-later: &later N", "1:19 alias 'later' has no anchor before it")]
    [InlineData("x-a: &here 1\ndagrs: *her", "2:8 alias 'her' has no anchor before it [here]")]
    [InlineData("x-a: &self [ *self ]\ndagrs: {a: {name: A, cmd: x}}", "1:14 alias 'self' is inside its own anchor")]
    [InlineData("x-a: &self { b: { c: *self } }\ndagrs: {a: {name: A, cmd: x}}", "1:22 alias 'self' is inside its own anchor")]
    [InlineData("dagrs: &self\n  <<: *self\n", "2:7 alias 'self' is inside its own anchor")]
    [InlineData("dagrs:\n  a: &self\n    name: N\n    <<: [ *self ]\n", "4:11 alias 'self' is inside its own anchor")]
    public void An_alias_without_a_finished_anchor_is_an_error(string text, string line)
    {
        var problem = Assert.Single(TaskFile.Problems(text));

        Assert.Equal(ProblemCode.BadAlias, problem.Code);
        Assert.Equal(line, TaskFile.Line(problem));
    }

    [Theory]
    [InlineData("a: *none")]
    [InlineData("a: {<<: *none}")]
    [InlineData("a: {<<: [ *none ], cmd: x}")]
    [InlineData("a: {name: *none, cmd: x}")]
    [InlineData("a: {name: A, cmd: *none}")]
    [InlineData("a: {name: A, cmd: [ *none ]}")]
    [InlineData("a: {name: A, cmd: x, after: *none}")]
    [InlineData("a: {name: A, cmd: x, after: [ b, *none ]}")]
    [InlineData("a: {name: A, cmd: x, timeout: *none}")]
    [InlineData("a: {name: A, cmd: x, env: *none}")]
    [InlineData("a: {name: A, cmd: x, matrix: *none}")]
    [InlineData("a: {name: A, cmd: [ x, '${{ matrix.k }}' ], matrix: {k: *none}}")]
    [InlineData("a: {name: A, cmd: [ x, '${{ matrix.k }}' ], matrix: {<<: *none}}")]
    [InlineData("a: {name: A, cmd: x, inputs: o, if: \"tasks.b.state == 'failed'\", after: *none}")]
    public void Nothing_else_is_said_of_what_an_alias_without_an_anchor_stands_for_and_all_that_is_wrong_elsewhere(string task) =>
        Assert.Equal(
            ["alias 'none' has no anchor before it", "unknown key 'tpyo' in task 'c'"],
            TaskFile.Problems($"dagrs:\n  {task}\n  b: {{name: B, cmd: x, outputs: o}}\n  c: {{name: C, cmd: x, tpyo: 1}}\n").Select(problem => problem.Message));

    [Fact]
    public void What_is_wrong_inside_an_anchor_is_shown_where_it_is_written_once_for_each_task()
    {
        Assert.Equal(
            ["1:27 unknown key 'typo' in task 'a'", "1:27 unknown key 'typo' in task 'b'"],
            TaskFile.Problems("x-m: &m {name: N, cmd: C, typo: 1}\ndagrs: {a: *m, b: *m}").Select(TaskFile.Line));
    }

    [Fact]
    public void Aliases_inside_free_keys_are_followed_by_nobody()
    {
        Assert.Single(TaskFile.Resolve("x-a: &a [1]\nx-b: [*a, {c: *a}]\ndagrs: {a: {name: N, cmd: x}}").Tasks);
    }
}
