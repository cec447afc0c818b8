namespace Dagrs.Core.Graph;

/// <summary>What is needed to tell which task needs which service. Works for a file that is being read as for a finished graph.</summary>
/// <param name="After">The direct predecessors of each task.</param>
/// <param name="Order">All tasks in topological order.</param>
internal sealed record ServiceGraph(Edges After, IReadOnlyList<int> Order)
{
    /// <summary>How many tasks there are.</summary>
    public int Count => After.Count;

    /// <summary>True for a service.</summary>
    public required Func<int, bool> IsService { get; init; }

    /// <summary>True for a task that always runs.</summary>
    public required Func<int, bool> IsAlways { get; init; }

    /// <summary>True for a group, which stands for its predecessors.</summary>
    public required Func<int, bool> IsGroup { get; init; }

    /// <summary>True for a predecessor that a task has only because the tasks between the two are left out.</summary>
    public Func<int, int, bool> IsBridged { get; init; } = (_, _) => false;

    /// <summary>True when a task names a service in its <c>after</c>, directly or through a group.</summary>
    public bool Names(int task, int service)
    {
        var open = new Stack<int>([task]);
        var seen = new HashSet<int>();
        while (open.TryPop(out var next))
        {
            foreach (var before in After[next])
            {
                if (IsBridged(next, before))
                {
                    continue;
                }

                if (before == service)
                {
                    return true;
                }

                if (IsGroup(before) && seen.Add(before))
                {
                    open.Push(before);
                }
            }
        }

        return false;
    }
}
