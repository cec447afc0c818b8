namespace Dagrs.Core.Reporting.Recording;

/// <summary>The tasks of a run, each after those that it comes after.</summary>
internal static class DependencyOrder
{
    /// <summary>Places of tasks; those on a circle, which no run of dagrs has, are left out.</summary>
    public static int[] Of(IReadOnlyList<RecordedTask> tasks)
    {
        var waiting = new int[tasks.Count];
        var starts = new int[tasks.Count + 1];
        for (var task = 0; task < tasks.Count; task++)
        {
            waiting[task] = tasks[task].After.Count;
            foreach (var before in tasks[task].After)
            {
                starts[before + 1]++;
            }
        }

        for (var task = 0; task < tasks.Count; task++)
        {
            starts[task + 1] += starts[task];
        }

        return Walk(waiting, starts, Successors(tasks, starts));
    }

    private static int[] Successors(IReadOnlyList<RecordedTask> tasks, int[] starts)
    {
        var next = starts.AsSpan(0, tasks.Count).ToArray();
        var successors = new int[starts[^1]];
        for (var task = 0; task < tasks.Count; task++)
        {
            foreach (var before in tasks[task].After)
            {
                successors[next[before]++] = task;
            }
        }

        return successors;
    }

    private static int[] Walk(int[] waiting, int[] starts, int[] successors)
    {
        var order = new int[waiting.Length];
        var count = 0;
        for (var task = 0; task < waiting.Length; task++)
        {
            if (waiting[task] == 0)
            {
                order[count++] = task;
            }
        }

        for (var done = 0; done < count; done++)
        {
            foreach (var successor in successors.AsSpan(starts[order[done]]..starts[order[done] + 1]))
            {
                if (--waiting[successor] == 0)
                {
                    order[count++] = successor;
                }
            }
        }

        return count == order.Length ? order : order[..count];
    }
}
