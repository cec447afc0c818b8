using Dagrs.Core.Events;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Tests.Support;

/// <summary>All that was seen of one run: by a reporter, by the executor, and what the run itself reports.</summary>
internal sealed record Recording(Scenario Scenario, Dag Dag, IReadOnlyList<RunEvent> Events, IReadOnlyList<TimedExecution> Executions, int MostAtOnce, RecordedReport Report);
