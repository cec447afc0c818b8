using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Checks the shape of the graph: no cycles and, where required, a single start task and a single end task.</summary>
/// <param name="definition">The tasks.</param>
/// <param name="names">The meaning of names.</param>
/// <param name="problems">Collects the problems.</param>
internal sealed class ShapeCheck(DagDefinition definition, TaskNames names, ProblemList problems)
{
    /// <summary>Reports each cycle, the shortest first.</summary>
    public void ReportCycles(Edges after, List<int> order)
    {
        foreach (var cycle in new CycleFinder(after, order).Find())
        {
            var scope = definition.Tasks[cycle[0]].Scope;
            var edges = cycle.Select((task, i) => (Task: task, Edge: Edge(task, cycle[(i + 1) % cycle.Count]))).Where(edge => definition.Tasks[edge.Task].Scope == scope).Select(edge => edge.Edge).ToList();
            var ids = cycle.Append(cycle[0]).Select(i => OneLine.Of(definition.Tasks[i].Id.Value, 100));
            problems.Add(new(ProblemCode.Cycle, edges[0].Place, $"dependency cycle: {CycleFinder.Shorten(ids.ToList(), " -> ")}")
            {
                Notes = CycleFinder.Shorten(edges),
                Source = scope?.File.Source,
            });
        }
    }

    private Located<string> Edge(int task, int predecessor)
    {
        var (from, to) = (definition.Tasks[task], definition.Tasks[predecessor].Id.Value);
        var place = from.After.OrderBy(after => after.Value == to ? 0 : names.FindMany(after.Value, out _)?.Contains(predecessor) == true ? 1 : 2).First().Place;
        return new($"{Quoted.Name(from.Id.Value)} depends on {Quoted.Name(to)}", place);
    }

    /// <summary>Reports it when several tasks have no predecessors.</summary>
    /// <param name="before">The predecessors of each task; reversed, the successors.</param>
    /// <param name="word">The word for such a task.</param>
    public void CheckEndpoints(Edges before, string word)
    {
        var ends = Enumerable.Range(0, before.Count).Where(i => before[i].IsEmpty).Select(i => definition.Tasks[i].Id).ToList();
        if (ends.Count > 1)
        {
            var ids = Quoted.Names(ends.Select(id => id.Value));
            var place = definition.Endpoints.Place.IsKnown ? definition.Endpoints.Place : ends[1].Place;
            problems.Add(new(ProblemCode.Endpoints, place, $"'endpoints: single' allows one {word} task, and there are {ends.Count}: {ids}")
            {
                Notes = [.. ends.Select(id => new Located<string>($"{Quoted.Name(id.Value)} is {(word == "end" ? "an end" : "a start")} task", id.Place))],
            });
        }
    }
}
