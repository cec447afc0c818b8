using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Checks that no task needs a service that has already stopped. It goes by the whole file, whatever is selected.</summary>
internal static class ServiceCheck
{
    /// <summary>The problems.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="after">The predecessors of each task.</param>
    /// <param name="order">All tasks in topological order.</param>
    public static IEnumerable<Problem> Problems(IReadOnlyList<TaskDefinition> tasks, Edges after, IReadOnlyList<int> order)
    {
        var graph = new ServiceGraph(after, order)
        {
            IsService = task => tasks[task].Settings.Service is not null,
            IsAlways = task => tasks[task].Settings.When == When.Always,
            IsGroup = task => tasks[task] is { Command: null, Action: null },
        };
        if (HasService(tasks) && ServiceLinks.Of(graph)?.Conflict(graph) is var (late, service, waiter))
        {
            var words = ServiceWords.OfConflict(tasks[service].Id.Value, tasks[waiter].Id.Value, late == waiter);
            yield return new(ProblemCode.LateService, tasks[late].Id.Place, $"task {Quoted.Name(tasks[late].Id.Value)} {words}") { Source = tasks[late].Scope?.File.Source };
        }
    }

    private static bool HasService(IReadOnlyList<TaskDefinition> tasks)
    {
        for (var task = 0; task < tasks.Count; task++)
        {
            if (tasks[task].Settings.Service is not null)
            {
                return true;
            }
        }

        return false;
    }
}
