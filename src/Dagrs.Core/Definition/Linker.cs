using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Resolves the predecessors of tasks from names to positions, and sorts the tasks topologically. Takes O(V + E) for a valid file and uses no
/// recursion.
/// </summary>
/// <param name="definition">The tasks.</param>
/// <param name="names">The meaning of names; gets the ids.</param>
/// <param name="problems">Collects the problems.</param>
internal sealed class Linker(DagDefinition definition, TaskNames names, ProblemList problems)
{
    private const int MostEdges = 20_000_000; // through words that mean many tasks

    /// <summary>The tasks with predecessors that <see cref="Link"/> did not find.</summary>
    public PredecessorGaps Gaps { get; } = new();

    /// <summary>The predecessors of each task.</summary>
    /// <exception cref="InvalidFileException">There would be too many edges.</exception>
    public Edges Link()
    {
        var tasks = definition.Tasks;
        for (var i = 0; i < tasks.Count; i++)
        {
            if (!names.Indexes.TryAdd(tasks[i].Id.Value, i))
            {
                var first = tasks[names.Indexes[tasks[i].Id.Value]];
                Gaps.Add(i);
                Gaps.Add(names.Indexes[tasks[i].Id.Value]);
                Report(tasks[i], ProblemCode.DuplicateKey, tasks[i].Id.Place, $"task {Quoted.Name(tasks[i].Id.Value)} is declared twice" + (first.Scope == tasks[i].Scope ? "" : $"; the first is {FileScope.PlaceOf(first.Scope!, first.Id.Place)}"));
            }
        }

        var ends = new int[tasks.Count];
        var targets = new List<int>(tasks.Count);
        UnknownPredecessors? unknown = null;
        for (var i = 0; i < tasks.Count; i++)
        {
            var named = tasks[i].After;
            if (tasks[i].Rare.HasWrongAfter)
            {
                Gaps.Add(i);
            }

            for (var j = 0; j < named.Count; j++) // no enumerator for each of many tasks
            {
                var (id, place) = named[j];
                if (!names.Indexes.TryGetValue(id, out var predecessor))
                {
                    if (AddMany(i, id, place, targets))
                    {
                        continue;
                    }

                    Gaps.Add(i);
                    if (definition.IsComplete)
                    {
                        problems.Add((unknown ??= new(tasks, names.Indexes)).Of(tasks[i].Id.Value, id, place, isHeard: !problems.IsFull) with { Source = tasks[i].Scope?.File.Source });
                    }
                }
                else if (predecessor == i)
                {
                    Report(tasks[i], ProblemCode.SelfDependency, place, $"task {Quoted.Name(id)} depends on itself");
                }
                else
                {
                    targets.Add(predecessor);
                }
            }

            ends[i] = targets.Count;
        }

        return Edges.FromEnds(ends, [.. targets]);
    }

    private bool AddMany(int task, string id, Place place, List<int> targets)
    {
        if ((names.FindMany(id, out var problem) ?? names.Match(id)) is not { } several)
        {
            return false;
        }

        var others = several.Where(other => other != task).ToList();
        if (others.Count == 0)
        {
            var why = problem ?? "no id matches";
            Gaps.Add(task);
            problems.Add(new(ProblemCode.UnknownTask, place, $"task {Quoted.Name(definition.Tasks[task].Id.Value)} depends on {Quoted.Name(id)}, which is not a task: {why}") { Source = definition.Tasks[task].Scope?.File.Source });
        }

        targets.AddRange(others);
        if (targets.Count > MostEdges)
        {
            throw new InvalidFileException(definition.Source, [new(ProblemCode.TooLarge, place, $"there are more than {MostEdges} dependencies; put a group between the tasks")]);
        }

        return true;
    }

    // In the file that defines the task.
    private void Report(TaskDefinition task, ProblemCode code, Place place, string message) =>
        problems.Add(new(code, place, message) { Source = task.Scope?.File.Source });
}
