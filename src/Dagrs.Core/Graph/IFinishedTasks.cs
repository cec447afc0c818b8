using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>The outcome of the predecessors of a task that is about to start.</summary>
internal interface IFinishedTasks
{
    /// <summary>The final state of a task.</summary>
    TaskState StateOf(TaskNode task);

    /// <summary>A result of a task; empty when it was skipped.</summary>
    string ResultOf(TaskNode task, string name);
}
