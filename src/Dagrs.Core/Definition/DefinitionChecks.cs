using Dagrs.Core.Definition.Files;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Runs every check of a file that needs no values, so that one look at the list of problems shows them all. A check is left out only where what it
/// finds could be the consequence of another problem.
/// </summary>
/// <param name="definition">The tasks, expanded.</param>
/// <param name="names">The meaning of names.</param>
/// <param name="defaults">How the tasks of a plain file run by default.</param>
/// <param name="folder">The base of relative folders.</param>
/// <param name="problems">Collects the problems.</param>
internal sealed class DefinitionChecks(DagDefinition definition, TaskNames names, TaskSettings defaults, string folder, ProblemList problems)
{
    /// <summary>Runs the checks.</summary>
    /// <param name="after">The predecessors of each task.</param>
    /// <param name="order">The tasks in topological order; those on a cycle, or downstream of one, are left out.</param>
    /// <param name="gaps">The tasks whose predecessors are not all known.</param>
    /// <param name="isExpanded">Whether the tasks have scopes, and so expressions.</param>
    /// <returns>The tasks that expressions use; null: nothing has expressions, or tasks may be missing.</returns>
    public LateReferences? Check(Edges after, List<int> order, PredecessorGaps gaps, bool isExpanded)
    {
        Add(CommandCheck.Problems(definition, defaults, folder));
        Add(ReuseCheck.Problems(definition.Tasks));
        CheckResources();
        CheckShape(after, order, gaps);
        Add(DefaultCheck.Problems(definition, names));
        if (!definition.IsComplete)
        {
            return null;
        }

        Add(CaptureCheck.Problems(definition, after, gaps));
        FileOrder.Check(definition.Tasks, new FileCollector(defaults, folder), after, gaps, order, problems);
        if (!isExpanded)
        {
            return null;
        }

        var late = new LateReferences(definition.Tasks, (id, from) => names.Find(from.Scope!.Prefix + id), after, gaps, problems);
        late.Check();
        return late;
    }

    private void CheckShape(Edges after, List<int> order, PredecessorGaps gaps)
    {
        var shape = new ShapeCheck(definition, names, problems);
        if (order.Count < after.Count)
        {
            shape.ReportCycles(after, order);
        }
        else if (gaps.IsEmpty && definition.IsComplete)
        {
            Add(ServiceCheck.Problems(definition.Tasks, after, order));
            if (definition.Endpoints.Value == Endpoints.ExactlyOne)
            {
                shape.CheckEndpoints(after, "start");
                shape.CheckEndpoints(after.Reversed(), "end");
            }
        }

        if (definition.Tasks.Count == 0 && definition.Problems.Count == 0 && problems.Count == 0)
        {
            problems.Add(new(ProblemCode.NoTasks, default, "there are no tasks"));
        }
    }

    private void CheckResources()
    {
        foreach (var task in definition.Tasks)
        {
            if ((task.Command is not null || task.Action is not null) && (task.Settings.Resources.Count > 0 || defaults.Resources.Count > 0 || task.Scope is not null)) // few, of many
            {
                Add(ResourceCheck.Problems(task, task.Settings.Over(task.Scope?.File.Defaults ?? defaults), definition.Resources));
            }
        }
    }

    private void Add(IEnumerable<Problem> found)
    {
        foreach (var problem in found)
        {
            problems.Add(problem);
        }
    }
}
