using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Tests.Yaml;

namespace Dagrs.Core.Tests.Definition;

public class ResolverTests
{
    private const string Diamond =
        """
        dagrs:
          a: { name: A, cmd: x }
          b: { name: B, cmd: x, after: a }
          c: { name: C, cmd: x, after: a }
          d: { name: D, cmd: x, after: [ c, b ] }
          e: { name: E, cmd: x }
        """;

    [Fact]
    public void Tasks_stand_after_their_predecessors_wherever_they_are_declared()
    {
        var dag = TaskFile.Resolve("dagrs: {c: {name: C, cmd: x, after: b}, b: {name: B, cmd: x, after: a}, a: {name: A, cmd: x}}");

        Assert.Equal(["a", "b", "c"], dag.Tasks.Select(task => task.Id));
    }

    [Theory]
    [InlineData(Diamond)]
    [InlineData("dagrs: {a: {name: A, cmd: x, after: zzz}, b: {name: B}, c: {nme: C, cmd: x}}")]
    [InlineData("dagrs: {a: {name: A, cmd: x, after: b}, b: {name: B, cmd: x, after: a}}")]
    [InlineData("{endpoints: single, dagrs: {a: {name: A, cmd: x}, b: {name: B, cmd: x}}}")]
    [InlineData("dagrs: {}")]
    [InlineData("dagrs: [")]
    public void What_is_only_checked_is_refused_in_the_same_words(string text)
    {
        var definition = WorkflowFile.Parse(text);

        var refused = Record.Exception(() => Resolver.Resolve(definition));

        Assert.Equal(refused?.Message, Record.Exception(() => Resolver.Check(definition))?.Message);
    }

    [Fact]
    public void Predecessors_keep_the_order_in_which_they_are_written()
    {
        Assert.Equal("c b", TaskFile.Predecessors(TaskFile.Resolve(Diamond), "d"));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("b", "a b")]
    [InlineData("d", "a b c d")]
    [InlineData("c e", "a c e")]
    [InlineData("e e", "e")]
    [InlineData("d b a", "a b c d")]
    [InlineData("", "a b c d e")]
    public void A_selection_takes_these_tasks_and_all_that_they_need(string selection, string expected)
    {
        var dag = Resolver.Resolve(WorkflowFile.Parse(Diamond), selection.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(expected.Split(' '), dag.Tasks.Select(task => task.Id).Order());
    }

    [Fact]
    public void Every_unknown_task_of_a_selection_is_named_with_what_was_meant()
    {
        var unknown = Assert.Throws<UnknownTaskException>(() =>
            Resolver.Resolve(WorkflowFile.Parse("dagrs: {build: {name: B, cmd: x}}"), ["biuld", "build", "zzz"]));

        Assert.Equal([("biuld", "build"), ("zzz", null)], unknown.Unknown.Select(task => (task.Name, task.Suggestion)));
        Assert.Equal("unknown task 'biuld'; did you mean 'build'?\nunknown task 'zzz'", unknown.Message);
    }

    // The reader finds some and the resolver others; a person goes through the file once, from its top to its end.
    [Fact]
    public void Problems_come_in_the_order_of_the_file_then_cycles_shortest_first()
    {
        const string Text =
            """
            dagrs:
              a: { name: A, after: [ e, d ], cmd: x }
              b: { name: B }
              c: { cmd: x, after: nobody }
              d: { name: D, cmd: x, after: c, odd: 1 }
              e: { name: E, cmd: x, after: f }
              f: { name: F, cmd: x, after: a }
              g: { name: G, cmd: x, after: h }
              h: { name: H, cmd: x, after: [ g, h ] }
            """;

        Assert.Equal(
            [
                "3:3 task 'b' has no 'cmd'; only a group (a task with 'after') can omit it", "4:3 task 'c' has no 'name'", "4:23 task 'c' depends on 'nobody', which does not exist", "5:35 unknown key 'odd' in task 'd'",
                "9:37 task 'h' depends on itself", "8:32 dependency cycle: g -> h -> g", "2:26 dependency cycle: a -> e -> f -> a",
            ],
            TaskFile.Problems(Text).Select(TaskFile.Line));
    }

    [Fact]
    public void A_wrong_file_is_refused_before_the_selection_is_looked_at()
    {
        Assert.Throws<InvalidFileException>(() => Resolver.Resolve(WorkflowFile.Parse("dagrs: {a: {}}"), ["zzz"]));
    }

    [Fact]
    public void What_is_outside_a_selection_is_checked_too()
    {
        Assert.Throws<InvalidFileException>(() =>
            Resolver.Resolve(WorkflowFile.Parse("dagrs: {a: {name: A, cmd: x}, b: {name: B, cmd: x, after: b}}"), ["a"]));
    }

    [Fact]
    public void A_definition_of_an_own_parser_is_checked_like_YAML()
    {
        var source = new SourceText("own.txt", "a,b\nb,zz\na,"u8.ToArray());
        var refused = Assert.Throws<InvalidFileException>(() => Resolver.Resolve(new(source,
        [
            new(new("a", new(1, 1, 2))) { After = [new("b", new(1, 3, 4))], Command = new Command.Shell("x") },
            new(new("b", new(2, 1, 2))) { After = [new("zz", new(2, 3, 5))], Command = new Command.Shell("x") },
            new(new("a", new(3, 1, 2))) { Command = new Command.Shell("x") },
        ])));

        Assert.Equal(
            """
            own.txt:2:3: error: task 'b' depends on 'zz', which does not exist [DAG015]
                b,zz
                  ^^
            own.txt:3:1: error: task 'a' is declared twice [DAG008]
                a,
                ^
            """,
            refused.Message);
    }

    [Fact]
    public void A_definition_without_tasks_is_refused()
    {
        var refused = Assert.Throws<InvalidFileException>(() => Resolver.Resolve(new(new("own.txt", default), [])));

        Assert.Equal("own.txt: error: there are no tasks [DAG014]", refused.Message);
    }

    [Fact]
    public void An_incomplete_definition_is_never_built()
    {
        var definition = WorkflowFile.Parse(Diamond) with
        {
            IsComplete = false,
            Problems = [new(ProblemCode.Syntax, new(1, 1, 2), "breaks off")],
        };

        Assert.Equal("breaks off", Assert.Single(Assert.Throws<InvalidFileException>(() => Resolver.Resolve(definition)).Problems).Message);
    }

    [Fact]
    public void Suggestions_for_very_many_wrong_ids_among_very_many_tasks_stop_after_500_000_comparisons()
    {
        var text = "dagrs:\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $" t{i}: {{name: N, cmd: x, after: tt{i}}}\n"));

        var problems = TaskFile.Problems(text); // one for each would be 400,000,000

        Assert.Equal(25, problems.Count(problem => problem.Suggestion is not null));
        Assert.Equal(1001, problems.Count);
        Assert.Equal("19000 more problems are not shown", problems[^1].Message);
    }
}
