using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>The outcome of tasks, with the results of services replaced by their names: for fingerprints only the definition of a service counts.</summary>
/// <param name="finished">The outcome of the tasks.</param>
internal sealed class NamedServiceResults(IFinishedTasks finished) : IFinishedTasks
{
    /// <inheritdoc/>
    public TaskState StateOf(TaskNode task) => finished.StateOf(task);

    /// <inheritdoc/>
    public string ResultOf(TaskNode task, string name) => task.IsService ? $"<{task.Id}.{name}>" : finished.ResultOf(task, name);
}
