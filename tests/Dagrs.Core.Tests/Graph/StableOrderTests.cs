using Dagrs.Core.Tests.Yaml;
using FsCheck;
using FsCheck.Fluent;

namespace Dagrs.Core.Tests.Graph;

public class StableOrderTests
{
    [Theory]
    [InlineData("a b:a c:a d:b,c", "a b c d")] // one of the two orders that the seed gave for its example
    [InlineData("d:b,c c:a b:a a", "a c b d")] // the file's order, whatever the ids
    [InlineData("a b c", "a b c")]
    [InlineData("a b c:b", "b a c")] // height first
    [InlineData("a b c:a,b d:a", "b a c d")] // then fewest successors; then declared first
    [InlineData("a b c:a d:b e:c f:d", "a b c d e f")] // whenever they were made ready
    [InlineData("z:a y x w:z a", "a z y x w")]
    [InlineData("a:b,c b:c,f,g c:e,g d:c,e e:h f:g g:h h", "h e g f c b a d")] // the seed's file
    public void The_order_is_that_of_the_design(string graph, string order)
    {
        Assert.Equal(order.Split(' '), TaskFile.Resolve(Text(graph)).Order.Select(task => task.Id));
    }

    [Fact]
    public void It_is_the_same_each_time_it_is_asked_for()
    {
        var dag = TaskFile.Resolve(Text("a b:a c:a d:b,c"));

        Assert.Same(dag.Order, dag.Order);
    }

    [Fact]
    public void On_random_graphs_it_agrees_with_the_rule_as_it_is_written()
    {
        var graphs =
            from count in Gen.Choose(1, 14)
            from density in Gen.Choose(0, 5)
            from dice in Gen.Choose(0, 9).ArrayOf(count * count)
            from declared in Gen.Shuffle(Enumerable.Range(0, count))
            select (After: Enumerable.Range(0, count).Select(task => Enumerable.Range(0, task).Where(other => dice[(task * count) + other] < density).ToArray()).ToArray(), Declared: declared);

        Prop.ForAll(graphs.ToArbitrary(), graph =>
        {
            var (after, declared) = graph;
            var text = Text(string.Join(' ', declared.Select(task => $"{task}:{string.Join(',', after[task])}")));
            var expected = Reference(after, declared);
            Assert.Equal(expected, TaskFile.Resolve(text).Order.Select(task => int.Parse(task.Id)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20231119, 7));
    }

    // "Among ready tasks take the greatest height, then the fewest direct successors, then the one declared first."
    private static List<int> Reference(int[][] after, int[] declared)
    {
        var tasks = Enumerable.Range(0, after.Length).ToList();
        var successors = tasks.Select(task => tasks.Where(other => after[other].Contains(task)).ToList()).ToList();
        var order = new List<int>();
        while (order.Count < tasks.Count)
        {
            order.Add(tasks
                .Where(task => !order.Contains(task) && after[task].All(order.Contains))
                .OrderByDescending(Height)
                .ThenBy(task => successors[task].Count)
                .ThenBy(task => Array.IndexOf(declared, task))
                .First());
        }

        return order;

        int Height(int task) => successors[task].Select(successor => Height(successor) + 1).DefaultIfEmpty(0).Max();
    }

    // "a b:a d:b,c" - b comes after a, d after b and c
    private static string Text(string graph) => "dagrs:\n" + string.Concat(graph.Split(' ').Select(task => task.Split(':')).Select(task =>
        $"  {task[0]}: {{name: N, cmd: x, after: [{task.ElementAtOrDefault(1)}]}}\n"));
}
