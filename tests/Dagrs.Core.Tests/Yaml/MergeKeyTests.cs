using Dagrs.Core.Definition;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Tests.Yaml;

public class MergeKeyTests
{
    private const string Anchors =
        """
        x-one: &one { name: One, cmd: one }
        x-two: &two { name: Two, cmd: two, after: [ z ] }
        x-over-one: &over-one { <<: *one, name: Over one }
        x-named: &named { name: Named }

        """;

    [Theory]
    [InlineData("<<: *one", "One|one|")]
    [InlineData("<<: *one, name: Own", "Own|one|")]
    [InlineData("name: Own, <<: *one", "Own|one|")]
    [InlineData("<<: [ *named, *two ]", "Named|two|z")]
    [InlineData("<<: [ *two, *named ]", "Two|two|z")]
    [InlineData("<<: [ *one, *two ], cmd: own", "One|own|z")]
    [InlineData("<<: *over-one", "Over one|one|")]
    [InlineData("<<: [ *over-one, *two ]", "Over one|one|z")]
    [InlineData("<<: *named, <<: *two", "Named|two|z")]
    [InlineData("<<: { name: Inline, cmd: inline }", "Inline|inline|")]
    [InlineData("<<: { <<: { <<: *two, name: Deep }, cmd: deeper }", "Deep|deeper|z")]
    [InlineData("<<: [ { <<: [ *named, { cmd: c } ] }, *two ]", "Named|c|z")]
    [InlineData("<<: {}, name: N, cmd: c", "N|c|")]
    [InlineData("<<: [], name: N, cmd: c", "N|c|")]
    [InlineData("<<: *two, after: []", "Two|two|")]
    public void What_is_written_wins_over_what_is_merged_and_the_first_merged_over_the_later(string entries, string expected)
    {
        var dag = TaskFile.Resolve($"{Anchors}dagrs:\n  z: {{ name: Z, cmd: z }}\n  a: {{ {entries} }}\n");

        var task = dag.Tasks.Single(task => task.Id == "a");
        Assert.Equal(expected, $"{task.Name}|{Assert.IsType<Work.Execute>(task.Work).Command.Text}|{TaskFile.Predecessors(dag, "a")}");
    }

    [Fact]
    public void Tasks_merge_into_dagrs_after_those_written_there()
    {
        var definition = WorkflowFile.Parse(
            """
            x-common: &common
              a: { name: Common A, cmd: x }
              b: { name: Common B, cmd: x }
            x-more: &more
              <<: *common
              c: { name: C, cmd: x }
            dagrs:
              <<: *more
              b: { name: Own B, cmd: x, after: [ a, c ] }
            """);

        Assert.Empty(definition.Problems);
        Assert.Equal(["b Own B", "c C", "a Common A"], definition.Tasks.Select(task => $"{task.Id.Value} {task.Name}"));
    }

    [Fact]
    public void Keys_merge_at_the_top_too()
    {
        Assert.Single(TaskFile.Resolve("x-all: &all { dagrs: { a: { name: A, cmd: x } } }\n<<: *all\n").Tasks);
    }

    [Fact]
    public void A_merge_inside_an_anchored_task_is_read_for_each_alias()
    {
        var dag = TaskFile.Resolve(
            """
            x-base: &base { cmd: x }
            x-task: &task { name: N, <<: [ *base, { after: [ first ] } ] }
            dagrs:
              first: { name: F, cmd: x }
              a: *task
              b: *task
            """);

        Assert.Equal("first", TaskFile.Predecessors(dag, "a"));
        Assert.Equal("first", TaskFile.Predecessors(dag, "b"));
    }

    [Theory]
    [InlineData("<<: text", "2:12 a merge key takes a mapping or a list of mappings, not a string")]
    [InlineData("<<: ", "2:12 a merge key takes a mapping or a list of mappings, not nothing")]
    [InlineData("<<: [ { cmd: y }, text ]", "2:26 a merge key takes a mapping or a list of mappings, not a string")]
    [InlineData("<<: [ [ { cmd: y } ] ]", "2:14 a merge key takes a mapping or a list of mappings, not a list")]
    [InlineData("<<: { foo: 1 }", "2:14 unknown key 'foo' in task 'a'")]
    [InlineData("<<: { name: 1, name: 2 }", "2:23 duplicate key 'name'; the first is in line 2")]
    public void A_merge_that_is_wrong_is_one_problem(string merge, string line)
    {
        Assert.Equal(line, TaskFile.OnlyProblem($"dagrs:\n  a: {{ {merge}, name: A, cmd: x }}\n"));
    }

    [Fact]
    public void A_quoted_merge_key_is_a_plain_key()
    {
        Assert.Equal("1:13 unknown key '<<' in task 'a'", TaskFile.OnlyProblem("dagrs: {a: {\"<<\": {name: B}, name: A, cmd: x}}"));
    }

    [Fact]
    public void A_wrong_key_that_is_overridden_is_not_read()
    {
        Assert.Equal("A", TaskFile.Task("x-m: &m {name: [wrong], cmd: x}\ndagrs: {a: {<<: *m, name: A}}", "a").Name);
    }

    [Fact]
    public void Merges_nested_a_hundred_deep_are_read_and_deeper_ones_refused()
    {
        Assert.Equal("Zero", TaskFile.Task(Chain(99), "a").Name);

        var problem = Assert.Single(TaskFile.Problems(Chain(1000)));
        Assert.Equal(ProblemCode.TooLarge, problem.Code);
        Assert.Equal("merge keys are nested deeper than 100 levels", problem.Message);
    }

    private static string Chain(int length) =>
        "x-chain:\n  - &m0 { name: Zero, cmd: x }\n"
        + string.Concat(Enumerable.Range(1, length).Select(i => $"  - &m{i} {{ <<: *m{i - 1} }}\n"))
        + $"dagrs: {{ a: *m{length} }}\n";
}
