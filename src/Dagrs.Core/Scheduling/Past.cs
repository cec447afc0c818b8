using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>What has become of the tasks before one that is about to start. They are over, and the lock of the loop lies between their end and this, so no lock is needed.</summary>
internal sealed class Past(Dag dag, RunRecord record) : IPast
{
    // A service that others may count on has succeeded, as far as they are concerned.
    public TaskState StateOf(TaskNode task) => record.StateOf(dag.IndexOf(task)) is var state && task.IsService && state is TaskState.Pending or TaskState.Running ? TaskState.Succeeded : state;

    public string ResultOf(TaskNode task, string name) => record.ResultsOf(dag.IndexOf(task))?.GetValueOrDefault(name) ?? "";
}
