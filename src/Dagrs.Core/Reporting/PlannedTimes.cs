using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting;

/// <summary>What earlier runs tell of how long a planned one takes.</summary>
/// <param name="Times">How long its tasks take.</param>
/// <param name="End">When it is over.</param>
/// <param name="StartOf">When a task starts.</param>
internal sealed record PlannedTimes(ExpectedTimes Times, TimeSpan End, Func<TaskNode, TimeSpan> StartOf);
