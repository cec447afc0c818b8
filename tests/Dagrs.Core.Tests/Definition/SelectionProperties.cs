using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Dagrs.Core.Tests.Definition;

/// <summary>Selection against brute force on random files.</summary>
public sealed class SelectionProperties
{
    private static readonly Gen<(RandomFile File, Selection Selection)> Any =
        from file in RandomFile.Any(12)
        from tasks in Texts(file, 2)
        from only in Gen.Elements(true, false)
        from skip in Texts(file, 2)
        from start in Texts(file, 1)
        from until in Texts(file, 1)
        select (file, new Selection { Tasks = tasks, Only = only && tasks.Length > 0, Skip = skip, From = start, Until = until });

    [Fact]
    public void What_stays_is_what_the_words_mean() => RandomFile.Check(Any, 2000, sample =>
    {
        var (file, selection) = sample;
        var expected = Expected(file, selection);
        if (expected.Count == 0)
        {
            Assert.Throws<SelectionException>(() => Resolver.Select(file.ToDefinition(), selection));
            return;
        }

        var (dag, leftOut) = Resolver.Select(file.ToDefinition(), selection);
        Assert.Equal(expected.Select(RandomFile.Id).Order(), dag.Tasks.Select(task => task.Id).Order());
        Assert.Equal(file.Order.Except(expected).Select(RandomFile.Id), leftOut.Select(task => task.Id));
        Assert.Equal(
            Meant(file, selection.Skip).Select(RandomFile.Id).Order(),
            leftOut.Where(task => task.Reason == LeftOutReason.Skipped).Select(task => task.Id).Order());
    });

    [Fact]
    public void Tasks_that_stay_keep_their_order_whatever_is_left_out_between_them() => RandomFile.Check(Any, 2000, sample =>
    {
        var (file, selection) = sample;
        if (Expected(file, selection) is not { Count: > 0 } kept)
        {
            return;
        }

        var dag = Resolver.Select(file.ToDefinition(), selection).Dag;
        var before = file.Reachable(_ => true);
        foreach (var from in kept)
        {
            foreach (var to in kept)
            {
                Assert.Equal(before[from, to], Dependency.Between(dag, dag[RandomFile.Id(from)], dag[RandomFile.Id(to)]).Exists);
            }
        }
    });

    [Fact]
    public void Inputs_keep_their_numbers_whatever_is_left_out() => RandomFile.Check(Any, 2000, sample =>
    {
        var (file, selection) = sample;
        if (Expected(file, selection) is not { Count: > 0 } kept)
        {
            return;
        }

        var (dag, leftOut) = Resolver.Select(file.ToDefinition(), selection);
        var plan = new ExecutionPlan(dag, leftOut);
        foreach (var task in kept)
        {
            var inputs = plan.InputsOf(dag[RandomFile.Id(task)]);
            Assert.Equal(file.After[task].Distinct().Select(RandomFile.Id), inputs.Select(input => input.Id));
            Assert.All(inputs, input => Assert.Equal(kept.Any(other => RandomFile.Id(other) == input.Id) ? input.Id : null, input.Task?.Id));
        }
    });

    private static HashSet<int> Expected(RandomFile file, Selection selection)
    {
        var (tasks, skip, start, until) = (Meant(file, selection.Tasks), Meant(file, selection.Skip), Meant(file, selection.From), Meant(file, selection.Until));
        var all = file.Reachable(_ => true);
        var past = file.Reachable(task => !skip.Contains(task));
        return [.. Enumerable.Range(0, file.Count).Where(task =>
            !skip.Contains(task)
            && (tasks.Count == 0 || (selection.Only ? tasks.Contains(task) : tasks.Any(wanted => !skip.Contains(wanted) && past[task, wanted])))
            && (until.Count == 0 || until.Any(last => !skip.Contains(last) && past[task, last]))
            && (start.Count == 0 || start.Any(first => all[first, task])))];
    }

    private static List<int> Meant(RandomFile file, IEnumerable<string> texts) => [.. Enumerable.Range(0, file.Count).Where(task => texts.Any(text => text switch
    {
        "tag:odd" => file.Odd[task],
        "t*" => true,
        "t[0-3]" => task <= 3,
        _ => text == RandomFile.Id(task),
    }))];

    private static Gen<string[]> Texts(RandomFile file, int most) =>
        from count in Gen.Choose(0, most)
        from texts in Gen.ArrayOf(Gen.Elements([.. Enumerable.Range(0, file.Count).Select(RandomFile.Id), "t*", "t[0-3]", file.Odd.Contains(true) ? "tag:odd" : "t0"]), count)
        select texts;
}
