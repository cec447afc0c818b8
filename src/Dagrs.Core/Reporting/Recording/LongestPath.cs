namespace Dagrs.Core.Reporting.Recording;

/// <summary>The chain of tasks of a run that took longest.</summary>
internal static class LongestPath
{
    /// <summary>Its tasks, first to last; of equal chains the one found first. Tasks that did not run take no time and do not end it.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="order">Their places, each after those that it comes after.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<RecordedTask> tasks, IReadOnlyList<int> order)
    {
        var totals = new TimeSpan[tasks.Count];
        var before = new int[tasks.Count];
        var last = -1;
        foreach (var task in order)
        {
            before[task] = -1;
            foreach (var predecessor in tasks[task].After)
            {
                if (before[task] < 0 || totals[predecessor] > totals[before[task]])
                {
                    before[task] = predecessor;
                }
            }

            totals[task] = tasks[task].Duration + (before[task] < 0 ? TimeSpan.Zero : totals[before[task]]);
            if (last < 0 || totals[task] > totals[last])
            {
                last = task;
            }
        }

        var path = new List<int>();
        for (var task = last; task >= 0; task = before[task])
        {
            path.Add(task);
        }

        path.Reverse();
        return path;
    }
}
