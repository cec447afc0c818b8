using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting;

/// <summary>The estimated times of a planned run, from earlier runs.</summary>
/// <param name="Times">The expected durations of its tasks.</param>
/// <param name="End">When it ends.</param>
/// <param name="StartOf">When a task starts.</param>
internal sealed record PlannedTimes(ExpectedTimes Times, TimeSpan End, Func<TaskNode, TimeSpan> StartOf);
