namespace Dagrs.Core.Graph;

/// <summary>The tasks that could start now, best first as <see cref="Ranks"/> say: one rule for what is printed and, as long as no times are known, for what is started.</summary>
/// <remarks>The best one is kept apart: where one task makes the next one ready, the others are never touched.</remarks>
internal sealed class ReadyQueue
{
    private const int None = -1;

    private readonly Ranks _ranks;
    private readonly RankSet _others; // but for the best one
    private int _best = None; // its rank

    /// <param name="dag">The tasks.</param>
    /// <param name="ranks">Their order; null: that in which they are printed.</param>
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
