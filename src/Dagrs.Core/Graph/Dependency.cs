using System.Numerics;

namespace Dagrs.Core.Graph;

/// <summary>Whether and how one task depends on another. Immutable.</summary>
/// <param name="Path">A shortest path from the dependency to the dependent, both included; empty when there is none.</param>
/// <param name="Paths">How many different paths there are.</param>
internal sealed record Dependency(IReadOnlyList<TaskNode> Path, BigInteger Paths)
{
    /// <summary>True when there is a path; a task needs itself.</summary>
    public bool Exists => Path.Count > 0;

    /// <summary>How <paramref name="needing"/> depends on <paramref name="needed"/>. Takes O(V + E) additions of numbers that may grow long.</summary>
    /// <exception cref="ArgumentException">A task belongs to another graph.</exception>
    public static Dependency Between(Dag dag, TaskNode needed, TaskNode needing)
    {
        ArgumentNullException.ThrowIfNull(dag);
        ArgumentNullException.ThrowIfNull(needed);
        ArgumentNullException.ThrowIfNull(needing);
        _ = dag.PredecessorsOf(needed);
        _ = dag.PredecessorsOf(needing);
        var between = WithWayTo(dag, dag.IndexOf(needing));
        return between[dag.IndexOf(needed)] ? new(Shortest(dag, needed, needing, between), Count(dag, dag.IndexOf(needed), dag.IndexOf(needing), between)) : new([], BigInteger.Zero);
    }

    private static bool[] WithWayTo(Dag dag, int target)
    {
        var has = new bool[dag.Tasks.Count];
        has[target] = true;
        for (var task = target; task >= 0; task--)
        {
            if (has[task])
            {
                foreach (var predecessor in dag.Predecessors[task])
                {
                    has[predecessor] = true;
                }
            }
        }

        return has;
    }

    private static TaskNode[] Shortest(Dag dag, TaskNode from, TaskNode to, bool[] between)
    {
        var cameFrom = new Dictionary<int, int> { [dag.IndexOf(from)] = -1 };
        var open = new Queue<int>([dag.IndexOf(from)]);
        while (open.TryDequeue(out var task) && task != dag.IndexOf(to))
        {
            foreach (var successor in dag.Successors[task])
            {
                if (between[successor] && cameFrom.TryAdd(successor, task))
                {
                    open.Enqueue(successor);
                }
            }
        }

        var path = new List<TaskNode>();
        for (var task = dag.IndexOf(to); task >= 0; task = cameFrom[task])
        {
            path.Add(dag.Tasks[task]);
        }

        path.Reverse();
        return [.. path];
    }

    // Tasks are in topological order. A count is dropped once it has been passed on; otherwise a long ladder would keep a long number for each rung.
    private static BigInteger Count(Dag dag, int from, int to, bool[] between)
    {
        var counts = new Dictionary<int, BigInteger> { [from] = BigInteger.One };
        for (var task = from; task < to; task++)
        {
            if (counts.Remove(task, out var count))
            {
                foreach (var successor in dag.Successors[task])
                {
                    if (between[successor])
                    {
                        counts[successor] = counts.GetValueOrDefault(successor) + count;
                    }
                }
            }
        }

        return counts[to];
    }
}
