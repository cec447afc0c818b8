using Dagrs.Core.Graph;

namespace Dagrs.Core.Definition;

/// <summary>
/// Keeps the order of tasks when others between them are left out: for each left-out task its kept predecessors, direct or through other left-out
/// tasks. Computed only where a kept task needs it.
/// </summary>
internal sealed class Bridges
{
    private const long MostSteps = 5_000_000; // many tasks, one left out, many tasks: each of the last would depend on each of the first

    private readonly Dictionary<int, List<int>> _before = [];
    private long _steps;

    /// <param name="after">The predecessors of each task.</param>
    /// <param name="order">All tasks in topological order.</param>
    /// <param name="isKept">True for the tasks that stay.</param>
    /// <exception cref="SelectionException">Too many tasks would be connected.</exception>
    public Bridges(Edges after, IReadOnlyList<int> order, Func<int, bool> isKept)
    {
        var needed = Needed(after, order, isKept);
        foreach (var task in order)
        {
            if (needed.Contains(task))
            {
                _before[task] = Before(task, after, isKept);
            }
        }
    }

    /// <summary>The kept tasks right before a left-out one.</summary>
    /// <exception cref="SelectionException">Too many tasks would be connected.</exception>
    public IReadOnlyList<int> Before(int leftOut)
    {
        Count(_before[leftOut].Count);
        return _before[leftOut];
    }

    private static HashSet<int> Needed(Edges after, IReadOnlyList<int> order, Func<int, bool> isKept)
    {
        var needed = new HashSet<int>();
        for (var i = order.Count - 1; i >= 0; i--)
        {
            if (isKept(order[i]) || needed.Contains(order[i]))
            {
                foreach (var predecessor in after[order[i]])
                {
                    if (!isKept(predecessor))
                    {
                        needed.Add(predecessor);
                    }
                }
            }
        }

        return needed;
    }

    private List<int> Before(int task, Edges after, Func<int, bool> isKept)
    {
        var before = new List<int>();
        var seen = new HashSet<int>();
        foreach (var predecessor in after[task])
        {
            ReadOnlySpan<int> found = isKept(predecessor) ? [predecessor] : System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_before[predecessor]);
            Count(found.Length);
            foreach (var kept in found)
            {
                if (seen.Add(kept))
                {
                    before.Add(kept);
                }
            }
        }

        return before;
    }

    private void Count(int steps)
    {
        if ((_steps += steps) > MostSteps)
        {
            throw new SelectionException("the tasks left out connect too many others; leave out fewer tasks, or their neighbours as well");
        }
    }
}
