using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Tests.Yaml;

namespace Dagrs.Core.Tests.Definition;

/// <summary>Selections that say something special, and those that mean nothing.</summary>
public sealed class SelectionTests
{
    private const string Text =
        """
        dagrs:
          restore: { name: R, cmd: "true", tags: fast }
          build: { name: B, cmd: "true", after: restore, tags: [ slow, fast, fast ] }
          test-unit: { name: U, cmd: "true", after: [ build, restore ] }
          test-*: { name: Star, cmd: "true" }
          tag:fast: { name: Odd, cmd: "true" }
        """;

    [Fact]
    public void An_id_that_exists_is_taken_for_nothing_else()
    {
        Assert.Equal(["test-*"], Ids(new() { Tasks = ["test-*"] }));
        Assert.Equal(["tag:fast"], Ids(new() { Tasks = ["tag:fast"] }));
    }

    [Fact]
    public void A_tag_may_be_a_glob() => Assert.Equal(["restore", "build"], Ids(new() { Tasks = ["tag:f?st"] }));

    [Fact]
    public void Tags_are_kept_once_each() => Assert.Equal(["slow", "fast"], TaskFile.Task(Text, "build").Tags);

    [Fact]
    public void What_is_left_out_in_the_middle_still_orders_what_is_around_it()
    {
        var dag = Select(new() { Tasks = ["restore", "test-unit"], Only = true }).Dag;
        Assert.Equal("restore", TaskFile.Predecessors(dag, "test-unit"));
        dag = Select(new() { Skip = ["build"] }).Dag;
        Assert.Equal("restore", TaskFile.Predecessors(dag, "test-unit"));
    }

    [Fact]
    public void Every_text_that_means_no_task_is_told()
    {
        var wrong = Assert.Throws<UnknownTaskException>(() => Select(new() { Tasks = ["biuld", "tag:slwo"], Skip = ["x*"], From = ["restor"], Until = ["test-unti"] }));
        Assert.Equal(
            """
            unknown task 'biuld'; did you mean 'build'?
            no task has the tag 'slwo'; did you mean 'tag:slow'?
            no task matches 'x*'
            unknown task 'restor'; did you mean 'restore'?
            unknown task 'test-unti'; did you mean 'test-unit'?
            """,
            wrong.Message);
    }

    [Fact]
    public void A_selection_that_leaves_nothing_is_refused() =>
        Assert.Throws<SelectionException>(() => Select(new() { From = ["test-unit"], Until = ["restore"] }));

    [Fact]
    public void Tasks_are_found_by_their_ids_and_only_by_those()
    {
        var dag = TaskFile.Resolve(Text);
        Assert.Equal(["build", "restore"], Resolver.Find(dag, "build", "restore").Select(task => task.Id));
        Assert.Equal("unknown task 'buil'; did you mean 'build'?", Assert.Throws<UnknownTaskException>(() => Resolver.Find(dag, "buil")).Message);
    }

    [Theory]
    [InlineData("{ a: { name: A, cmd: x, tags: { b: c } } }", "'tags' of task 'a' must be a list or a string, not a mapping")]
    [InlineData("{ a: { name: A, cmd: x, tags: [ '' ] } }", "'tags' of task 'a' is empty")]
    [InlineData("{ a: { name: A, cmd: x, tag: b } }", "unknown key 'tag' in task 'a'")]
    public void Wrong_tags_are_told(string tasks, string message) => Assert.Contains(message, TaskFile.Message($"dagrs: {tasks}"), StringComparison.Ordinal);

    [LongFact]
    public void What_ties_too_many_tasks_together_is_refused_and_takes_no_memory()
    {
        // 6000 tasks, one that joins them, 6000 after it: without the one in the middle 36 million edges.
        var tasks = Enumerable.Range(0, 6000).Select(i => $"  a{i}: {{ name: A, cmd: x }}")
            .Append($"  gate: {{ name: G, after: [ {string.Join(", ", Enumerable.Range(0, 6000).Select(i => $"a{i}"))} ] }}")
            .Concat(Enumerable.Range(0, 6000).Select(i => $"  b{i}: {{ name: B, cmd: x, after: gate }}"));
        var definition = WorkflowFile.Parse("dagrs:\n" + string.Join('\n', tasks));
        Assert.Throws<SelectionException>(() => Resolver.Select(definition, new() { Skip = ["gate"] }));
        Assert.Equal(6000, Resolver.Select(definition, new() { Tasks = ["b*"], Skip = ["gate"] }).Dag.Tasks.Count);
    }

    private static Selected Select(Selection selection) => Resolver.Select(WorkflowFile.Parse(Text), selection);

    private static IEnumerable<string> Ids(Selection selection) => Select(selection).Dag.Tasks.Select(task => task.Id);
}
