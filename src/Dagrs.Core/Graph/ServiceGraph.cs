namespace Dagrs.Core.Graph;

/// <summary>What must be known of tasks to tell who needs which service; of a file that is being read as of a graph.</summary>
/// <param name="After">What each task comes after.</param>
/// <param name="Order">All tasks, each after those it comes after.</param>
internal sealed record ServiceGraph(Edges After, IReadOnlyList<int> Order)
{
    /// <summary>How many tasks there are.</summary>
    public int Count => After.Count;

    /// <summary>True for a service.</summary>
    public required Func<int, bool> IsService { get; init; }

    /// <summary>True for a task that runs in any case.</summary>
    public required Func<int, bool> IsAlways { get; init; }

    /// <summary>True for a group, which stands for what it comes after.</summary>
    public required Func<int, bool> IsGroup { get; init; }

    /// <summary>True for a predecessor that a task has only because what stood between the two is left out.</summary>
    public Func<int, int, bool> IsBridged { get; init; } = (_, _) => false;

    /// <summary>True when a task names a service in its <c>after</c>, itself or by a group.</summary>
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
