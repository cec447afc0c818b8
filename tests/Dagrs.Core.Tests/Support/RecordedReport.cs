using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Support;

/// <summary>A copy of a run's report that a test can forge.</summary>
internal sealed record RecordedReport(IReadOnlyList<TaskResult> Results, IReadOnlyDictionary<TaskState, int> Counts, TimeSpan Duration, StopCause? Stop)
{
    public TaskResult this[TaskNode task] => Results[task.Index];

    public static RecordedReport Of(RunReport report) =>
        new([.. report.Results], StateWords.Final.ToDictionary(state => state, report.Count), report.Duration, report.Stop);

    /// <summary>The same with one result forged, and counts that go with it.</summary>
    public RecordedReport WithResult(int task, Func<TaskResult, TaskResult> change)
    {
        List<TaskResult> results = [.. Results.Select(result => result.Task.Index == task ? change(result) : result)];
        return this with { Results = results, Counts = StateWords.Final.ToDictionary(state => state, state => results.Count(result => result.State == state)) };
    }

    public int Count(TaskState state) => Counts[state];
}
