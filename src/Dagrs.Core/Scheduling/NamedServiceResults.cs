using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>What has become of tasks, with the names of the results of services in place of their values: for others a service counts by what it is alone.</summary>
/// <param name="past">What has become of them.</param>
internal sealed class NamedServiceResults(IPast past) : IPast
{
    /// <inheritdoc/>
    public TaskState StateOf(TaskNode task) => past.StateOf(task);

    /// <inheritdoc/>
    public string ResultOf(TaskNode task, string name) => task.IsService ? $"<{task.Id}.{name}>" : past.ResultOf(task, name);
}
