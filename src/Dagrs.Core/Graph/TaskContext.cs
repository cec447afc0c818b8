namespace Dagrs.Core.Graph;

/// <summary>What the C# code of a task sees of its run. Belongs to one attempt of one task; may be used from any thread.</summary>
public abstract class TaskContext
{
    /// <summary>The task that runs.</summary>
    public abstract TaskNode Task { get; }

    /// <summary>Cancelled when the run is stopped or the task's time is up.</summary>
    public abstract CancellationToken Cancel { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>The values that the run was given.</summary>
    public abstract RunEnvironment Environment { get; }

    /// <summary>The values of all predecessors in the order of <c>after</c>; null for one that has none. The value of a command is its output as text.</summary>
    public abstract IReadOnlyList<object?> Inputs { get; }

    /// <summary>The value of a predecessor.</summary>
    /// <exception cref="ArgumentException">It is no predecessor of the task.</exception>
    /// <exception cref="InvalidOperationException">The predecessor failed and was allowed to, so it has no value.</exception>
    public abstract T ValueOf<T>(TaskNode<T> predecessor);

    /// <summary>The value of a predecessor by its id, for tasks from files.</summary>
    /// <exception cref="ArgumentException">The task has no predecessor with this id.</exception>
    /// <exception cref="InvalidOperationException">The value has another type; the message says which.</exception>
    public abstract T ValueOf<T>(string predecessorId);

    /// <summary>Writes a line of output, as a command would.</summary>
    public abstract void Report(string line);
}
