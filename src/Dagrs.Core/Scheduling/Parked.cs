namespace Dagrs.Core.Scheduling;

/// <summary>Those who wait for one resource: the best by rank of those for whom there is enough. Belongs to the rules.</summary>
internal sealed class Parked
{
    // By amount, so that one who wants much does not have to be looked at each time that little is there.
    private readonly SortedDictionary<long, PriorityQueue<int, int>> _byAmount = [];

    public void Add(int task, int rank, long amount)
    {
        if (!_byAmount.TryGetValue(amount, out var waiting))
        {
            _byAmount[amount] = waiting = new();
        }

        waiting.Enqueue(task, rank);
    }

    /// <summary>Takes the best of those who want no more than what is free.</summary>
    /// <param name="free">What is free; less what the task wants afterwards.</param>
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
