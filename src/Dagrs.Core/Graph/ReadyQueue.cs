namespace Dagrs.Core.Graph;

/// <summary>
/// The ready tasks, best first by <see cref="Ranks"/>. The same rule decides what is printed and, as long as no times are known, what is started.
/// </summary>
/// <remarks>The best one is kept apart: where each task makes only the next one ready, the set is never touched.</remarks>
internal sealed class ReadyQueue
{
    private const int None = -1;

    private readonly Ranks _ranks;
    private readonly RankSet _others; // all but the best one
    private int _best = None; // its rank

    /// <param name="dag">The tasks.</param>
    /// <param name="ranks">Their order; null: the order that is printed.</param>
    public ReadyQueue(Dag dag, Ranks? ranks = null)
    {
        _ranks = ranks ?? dag.Ranks;
        _others = new RankSet(dag.Tasks.Count);
    }

    public int Count { get; private set; }

    public void Add(int task)
    {
        var rank = _ranks[task];
        Count++;
        if (_best == None)
        {
            _best = rank;
        }
        else if (rank < _best)
        {
            _others.Add(_best);
            _best = rank;
        }
        else
        {
            _others.Add(rank);
        }
    }

    public bool TryPeek(out int task)
    {
        task = _best == None ? None : _ranks.TaskAt(_best);
        return _best != None;
    }

    public bool TryTake(out int task)
    {
        if (_best == None)
        {
            task = None;
            return false;
        }

        task = _ranks.TaskAt(_best);
        Count--;
        _best = Count == 0 ? None : _others.TakeLeast();
        return true;
    }
}
