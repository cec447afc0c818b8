using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>What has become of the tasks before one that is about to start. They are over, and the lock of the loop lies between their end and this, so no lock is needed.</summary>
internal sealed class Past(Dag dag, RunRecord record) : IPast
{
    public TaskState StateOf(TaskNode task) => record.StateOf(dag.IndexOf(task));

    public string ResultOf(TaskNode task, string name) => record.ResultsOf(dag.IndexOf(task))?.GetValueOrDefault(name) ?? "";
}
