using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.History;

/// <summary>Statistics of a task over all stored runs.</summary>
/// <param name="Task">Its id.</param>
/// <param name="Runs">How often it ran to its end, in success or failure.</param>
/// <param name="Median">The median duration of its successes; null: it never succeeded.</param>
/// <param name="Percentile95">The 95th percentile of their durations; null: it never succeeded.</param>
/// <param name="FailureRate">The fraction of its runs that failed, 0 to 1; null: it never ran.</param>
/// <param name="Retries">How often it was retried.</param>
/// <param name="Hits">How often it was up to date and did not run.</param>
internal sealed record TaskStatistics(string Task, int Runs, TimeSpan? Median, TimeSpan? Percentile95, double? FailureRate, int Retries, int Hits)
{
    /// <summary>The time that its hits have saved: the median of its successes for each.</summary>
    public TimeSpan Saved => Hits * (Median ?? TimeSpan.Zero);

    /// <summary>The statistics of all tasks of the runs, in the order of the latest run; tasks of older runs only come last.</summary>
    /// <param name="runs">The runs, the latest first.</param>
    public static IReadOnlyList<TaskStatistics> Of(IEnumerable<RecordedRun> runs)
    {
        var tasks = new OrderedDictionary<string, List<RecordedTask>>(StringComparer.Ordinal);
        foreach (var task in runs.SelectMany(run => run.Tasks))
        {
            if (!tasks.TryGetValue(task.Id, out var all))
            {
                tasks.Add(task.Id, all = []);
            }

            all.Add(task);
        }

        return [.. tasks.Select(task => Of(task.Key, task.Value))];
    }

    private static TaskStatistics Of(string id, List<RecordedTask> all)
    {
        var times = all.Where(task => task.State == TaskState.Succeeded).Select(task => task.Duration).Order().ToArray();
        var failures = all.Count(task => task.State is TaskState.Failed or TaskState.FailedAllowed or TaskState.TimedOut);
        var runs = times.Length + failures;
        return new(
            id,
            runs,
            times.Length == 0 ? null : (times[(times.Length - 1) / 2] + times[times.Length / 2]) / 2,
            times.Length == 0 ? null : times[(int)Math.Ceiling(times.Length * 0.95) - 1],
            runs == 0 ? null : (double)failures / runs,
            all.Sum(task => Math.Max(0, task.Attempts.Count - 1)),
            all.Count(task => task.State == TaskState.UpToDate));
    }
}
