using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>The handle of a task that has a value. Immutable and thread-safe.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class TaskNode<T> : TaskNode
{
    internal TaskNode(DagBuilder owner, int index, string name, object work, TaskSettings? settings)
        : base(owner, index, name, work, settings)
    {
    }

    internal override Type ValueType => typeof(T);
}
