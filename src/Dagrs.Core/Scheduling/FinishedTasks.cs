using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The outcome of the predecessors of a task that is about to start. They have finished, and the loop's lock lies between their end and this, so no
/// lock is needed.
/// </summary>
internal sealed class FinishedTasks(Dag dag, RunRecord record) : IFinishedTasks
{
    // To its dependents, a service that is up counts as succeeded.
    public TaskState StateOf(TaskNode task) => record.StateOf(dag.IndexOf(task)) is var state && task.IsService && state is TaskState.Pending or TaskState.Running ? TaskState.Succeeded : state;

    public string ResultOf(TaskNode task, string name) => record.ResultsOf(dag.IndexOf(task))?.GetValueOrDefault(name) ?? "";
}
