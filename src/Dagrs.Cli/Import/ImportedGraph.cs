namespace Dagrs.Cli.Import;

/// <summary>Removes edges that no task file may have, with a note: to missing tasks, to the task itself, in cycles. It knows no tool.</summary>
internal static class ImportedGraph
{
    public static void Mend(ImportedFile file)
    {
        var tasks = file.Tasks.ToDictionary(task => task.Id, StringComparer.Ordinal);
        foreach (var task in file.Tasks)
        {
            task.After = [.. task.After.Distinct(StringComparer.Ordinal)];
            LeaveOut(task, id => !tasks.ContainsKey(id), "which does not exist");
            LeaveOut(task, id => id == task.Id, "which is itself");
        }

        CutCircles(file.Tasks, tasks);
        foreach (var task in file.Tasks.Where(task => task.Command is null && task.After.Count == 0))
        {
            task.Command = ":";
        }
    }

    private static void LeaveOut(ImportedTask task, Predicate<string> isWrong, string why)
    {
        foreach (var id in task.After.Where(id => isWrong(id)).ToList())
        {
            task.After.Remove(id);
            task.Todo($"it depends on '{id}', {why}", "after");
        }
    }

    // Iterative depth-first search: an edge back to a task on the current path is cut, as make does it.
    private static void CutCircles(List<ImportedTask> all, Dictionary<string, ImportedTask> tasks)
    {
        var (done, open) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var way = new Stack<(ImportedTask Task, int Next)>();
        foreach (var first in all.Where(task => !done.Contains(task.Id)))
        {
            way.Push((first, 0));
            open.Add(first.Id);
            while (way.TryPop(out var here))
            {
                if (here.Next == here.Task.After.Count)
                {
                    open.Remove(here.Task.Id);
                    done.Add(here.Task.Id);
                    continue;
                }

                var id = here.Task.After[here.Next];
                if (open.Contains(id))
                {
                    here.Task.After.RemoveAt(here.Next);
                    here.Task.Todo($"a dependency cycle with '{id}' was cut here", "after");
                    way.Push(here);
                    continue;
                }

                way.Push(here with { Next = here.Next + 1 });
                if (!done.Contains(id))
                {
                    way.Push((tasks[id], 0));
                    open.Add(id);
                }
            }
        }
    }
}
