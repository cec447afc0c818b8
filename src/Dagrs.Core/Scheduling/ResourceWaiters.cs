namespace Dagrs.Core.Scheduling;

/// <summary>The tasks that wait for one resource; yields the best by rank of those that fit. Belongs to the rules.</summary>
internal sealed class ResourceWaiters
{
    // By amount, so that a large demand need not be examined each time a little is free.
    private readonly SortedDictionary<long, PriorityQueue<int, int>> _byAmount = [];

    public void Add(int task, int rank, long amount)
    {
        if (!_byAmount.TryGetValue(amount, out var waiting))
        {
            _byAmount[amount] = waiting = new();
        }

        waiting.Enqueue(task, rank);
    }

    /// <summary>Takes the best task that wants no more than what is free.</summary>
    /// <param name="free">The free amount; reduced by what the task wants.</param>
    /// <param name="task">The task.</param>
    public bool TryTake(ref long free, out int task)
    {
        var (best, bestRank) = (-1L, int.MaxValue);
        foreach (var (amount, waiting) in _byAmount)
        {
            if (amount > free)
            {
                break;
            }

            if (waiting.TryPeek(out _, out var rank) && rank < bestRank)
            {
                (best, bestRank) = (amount, rank);
            }
        }

        if (best < 0)
        {
            task = -1;
            return false;
        }

        free -= best;
        task = _byAmount[best].Dequeue();
        if (_byAmount[best].Count == 0)
        {
            _byAmount.Remove(best);
        }

        return true;
    }
}
