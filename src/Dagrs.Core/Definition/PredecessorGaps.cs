using Dagrs.Core.Graph;

namespace Dagrs.Core.Definition;

/// <summary>
/// The tasks whose predecessors are not all known, because a word in their <c>after</c> is wrong. That a task does not depend on another is not
/// reported of them: once that word is mended, it may. Not thread-safe.
/// </summary>
internal sealed class PredecessorGaps
{
    private readonly HashSet<int> _tasks = [];
    private HashSet<int>? _behind;

    /// <summary>True when all predecessors are known.</summary>
    public bool IsEmpty => _tasks.Count == 0;

    /// <summary>Some predecessors of a task are not known. All tasks must be added before the first question.</summary>
    public void Add(int task) => _tasks.Add(task);

    /// <summary>True when some predecessors of the task itself are not known.</summary>
    public bool IsAt(int task) => _tasks.Contains(task);

    /// <summary>True when some predecessors of the task, or of one upstream of it, are not known.</summary>
    /// <param name="task">The task.</param>
    /// <param name="after">The known predecessors of each task.</param>
    public bool IsUpstream(int task, Edges after) => !IsEmpty && (_behind ??= Behind(after.Reversed())).Contains(task);

    private HashSet<int> Behind(Edges successors)
    {
        var behind = new HashSet<int>(_tasks);
        var open = new Stack<int>(_tasks);
        while (open.TryPop(out var task))
        {
            foreach (var successor in successors[task])
            {
                if (behind.Add(successor))
                {
                    open.Push(successor);
                }
            }
        }

        return behind;
    }
}
