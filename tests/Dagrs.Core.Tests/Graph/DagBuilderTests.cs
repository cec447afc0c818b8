using Dagrs.Core.Graph;

namespace Dagrs.Core.Tests.Graph;

public class DagBuilderTests
{
    [Fact]
    public void Tasks_keep_the_order_of_creation_and_their_predecessors_the_order_given()
    {
        var builder = new DagBuilder();
        var a = builder.Add(Spec("a"));
        var b = builder.Add(Spec("b"));
        var c = builder.Add(Spec("c"), b, a);

        var dag = builder.Build();

        Assert.Equal([a, b, c], dag.Tasks);
        Assert.Equal([b, a], dag.PredecessorsOf(c));
        Assert.Equal([c], dag.SuccessorsOf(a));
        Assert.Empty(dag.PredecessorsOf(a));
        Assert.Empty(dag.SuccessorsOf(c));
    }

    [Fact]
    public void Repeats_among_predecessors_are_harmless()
    {
        var builder = new DagBuilder();
        var a = builder.Add(Spec("a"));
        var b = builder.Add(Spec("b"));
        var c = builder.Add(Spec("c"), a, b, a, b, b);

        var dag = builder.Build();

        Assert.Equal([a, b], dag.PredecessorsOf(c));
        Assert.Equal([c], dag.SuccessorsOf(b));
    }

    [Fact]
    public void Repeats_among_many_predecessors_are_harmless()
    {
        var builder = new DagBuilder();
        var few = Enumerable.Range(0, 15).Select(i => builder.Add(Spec($"{i}"))).ToArray();
        var many = Enumerable.Range(15, 100).Select(i => builder.Add(Spec($"{i}"))).ToArray();
        TaskNode[] all = [.. few, .. many];
        var one = builder.Add(Spec("one"), [.. few, .. few, .. all, .. all.Reverse()]);
        var two = builder.Add(Spec("two"), [one, .. all, one, .. many]); // what was seen for the one does not count for the other
        var three = builder.Add(Spec("three"), few);

        var dag = builder.Build();

        Assert.Equal(all, dag.PredecessorsOf(one));
        Assert.Equal([one, .. all], dag.PredecessorsOf(two));
        Assert.Equal(few, dag.PredecessorsOf(three));
        Assert.Equal([one, two], dag.SuccessorsOf(many[^1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(5000)]
    public void Every_one_of_many_ids_is_found_again_and_taken(int capacity)
    {
        var builder = new DagBuilder(capacity);
        var tasks = Enumerable.Range(0, 1000).Select(i => builder.Add(Spec($"task {i}"))).ToList();

        Assert.All(tasks, task => Assert.Throws<ArgumentException>(() => builder.Add(Spec(task.Id))));
        var dag = builder.Build();
        Assert.All(tasks, task => Assert.Same(task, dag[task.Id]));
        Assert.Throws<KeyNotFoundException>(() => dag["task 1000"]);
    }

    [Fact]
    public void Work_is_asked_for_at_once()
    {
        var refused = Assert.Throws<ArgumentNullException>(() => new DagBuilder().Add("a", (Action)null!));

        Assert.Equal("run", refused.ParamName);
    }

    [Fact]
    public void The_work_of_a_plain_action_is_that_action()
    {
        Action run = () => { };
        var builder = new DagBuilder();

        Assert.Equal(new Work.Act(run), builder.Add("a", run).Work);
        Assert.Equal(new Work.Act(run), builder.Add(new TaskSpec("b", "B", new Work.Act(run))).Work);
    }

    [Fact]
    public void A_handle_of_another_builder_is_refused()
    {
        var foreign = new DagBuilder().Add(Spec("other"));

        var refused = Assert.Throws<ArgumentException>(() => new DagBuilder().Add(Spec("a"), foreign));

        Assert.StartsWith("the task 'other' belongs to another graph", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_can_be_taken_once()
    {
        var builder = new DagBuilder();
        builder.Add(Spec("a"));

        var refused = Assert.Throws<ArgumentException>(() => builder.Add(Spec("a")));

        Assert.StartsWith("a task with the id 'a' already exists", refused.Message, StringComparison.Ordinal);
        builder.Add(Spec("A"));
    }

    [Fact]
    public void A_task_that_is_refused_leaves_no_trace()
    {
        var foreign = new DagBuilder().Add(Spec("other"));
        var builder = new DagBuilder();
        var a = builder.Add(Spec("a"));
        Assert.Throws<ArgumentException>(() => builder.Add(Spec("b"), a, foreign));
        Assert.Throws<ArgumentException>(() => builder.Add(Spec("a"), a));
        Assert.Throws<ArgumentNullException>(() => builder.Add(Spec("b"), a, null!));

        var b = builder.Add(Spec("b"));
        var c = builder.Add(Spec("c"), a);
        var dag = builder.Build();

        Assert.Empty(dag.PredecessorsOf(b));
        Assert.Equal([a], dag.PredecessorsOf(c));
        Assert.Equal([c], dag.SuccessorsOf(a));
    }

    [Fact]
    public void After_Build_it_cannot_be_used()
    {
        var builder = new DagBuilder();
        var dag = builder.Build();

        Assert.Empty(dag.Tasks);
        Assert.Empty(dag.Order);
        Assert.Throws<InvalidOperationException>(() => builder.Add(Spec("a")));
        Assert.Throws<InvalidOperationException>(builder.Build);
    }

    [Fact]
    public void A_graph_knows_its_own_tasks_alone()
    {
        var (one, two) = (new DagBuilder(), new DagBuilder());
        one.Add(Spec("a"));
        var foreign = two.Add(Spec("a"));
        var last = two.Add(Spec("b"));
        var dag = one.Build();

        Assert.Throws<ArgumentException>(() => dag.PredecessorsOf(foreign));
        Assert.Throws<ArgumentException>(() => dag.SuccessorsOf(last));
    }

    [Fact]
    public void A_million_tasks_in_a_chain_are_built_and_ordered()
    {
        const int Count = 1_000_000;
        var builder = new DagBuilder();
        TaskNode? last = null;
        for (var i = 0; i < Count; i++)
        {
            var spec = new TaskSpec(i.ToString(), "N", Work.Join.Instance);
            last = last is null ? builder.Add(spec) : builder.Add(spec, last);
        }

        var dag = builder.Build();

        Assert.Equal(Count, dag.Order.Count);
        Assert.Same(last, dag.Order[^1]);
        Assert.Equal(Count - 1, dag.Depths[Count - 1]);
        Assert.Equal(Count - 1, dag.Heights[0]);
    }

    private static TaskSpec Spec(string id) => new(id, id.ToUpperInvariant(), Work.Join.Instance);
}
