using Dagrs.Core.Graph;
using Dagrs.Core.Tests.Yaml;

namespace Dagrs.Core.Tests.Graph;

public class DagTests
{
    [Fact]
    public void Depth_counts_from_the_first_tasks_and_height_from_the_last()
    {
        var dag = TaskFile.Resolve("dagrs: {a: {name: A, cmd: x}, b: {name: B, cmd: x, after: a}, c: {name: C, cmd: x, after: [a, b]}, d: {name: D, cmd: x, after: a}, e: {name: E, cmd: x}}");

        Assert.Equal("a 0 2|b 1 1|c 2 0|d 1 0|e 0 0", string.Join('|', dag.Tasks.OrderBy(task => task.Id).Select(task => $"{task.Id} {dag.Depths[task.Index]} {dag.Heights[task.Index]}")));
    }

    [Fact]
    public void Edges_reversed_are_the_same_edges_the_other_way_round()
    {
        var edges = Edges.FromEnds([0, 1, 3, 3], [0, 1, 0]); // 1 to 0; 2 to 1 and 0; 3 to none

        var reversed = edges.Reversed();

        Assert.Equal(4, reversed.Count);
        Assert.Equal(3, reversed.Total);
        Assert.Equal([1, 2], reversed[0].ToArray());
        Assert.Equal([2], reversed[1].ToArray());
        Assert.Empty(reversed[2].ToArray());
        Assert.Empty(reversed[3].ToArray());
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_tasks_declared_backwards_resolves()
    {
        const int Count = 100_000;
        var text = "dagrs:\n" + string.Concat(Enumerable.Range(0, Count).Select(i =>
            $" t{i}: {{name: N, cmd: x{(i < Count - 1 ? $", after: t{i + 1}" : "")}}}\n"));

        var dag = TaskFile.Resolve(text);

        Assert.Equal("t99999", dag.Order[0].Id);
        Assert.Equal("t0", dag.Order[^1].Id);
        Assert.Equal(Count - 1, dag.Heights[0]);
    }
}
