namespace Dagrs.Core.Graph;

/// <summary>
/// The tasks that could start now, best first: greatest height, then fewest direct successors, then made ready last, then
/// declared last. One rule for what is printed and for what is started.
/// </summary>
/// <remarks>
/// Tasks of one rank lie on a stack, so the last one made ready comes first; tasks made ready at the same moment are added in the
/// order of their positions. Only the ranks that have tasks are in the heap, and not the best of them: where one task makes the next
/// one ready, or many are alike, the heap is never touched.
/// </remarks>
internal sealed class ReadyQueue
{
    private const int None = -1;

    private readonly Ranks _ranks;
    private readonly int[] _below; // by task: the one below it on its stack
    private readonly int[] _top; // by rank
    private readonly PriorityQueue<int, int> _others = new(); // ranks that have tasks, but for the best one
    private int _best = None; // the best rank that has tasks

    public ReadyQueue(Dag dag)
    {
        _ranks = dag.Ranks;
        _below = GC.AllocateUninitializedArray<int>(dag.Tasks.Count);
        _top = new int[_ranks.Count];
        Array.Fill(_top, None);
    }

    public int Count { get; private set; }

    public void Add(int task)
    {
        var rank = _ranks[task];
        if (_top[rank] == None)
        {
            Enter(rank);
        }

        _below[task] = _top[rank];
        _top[rank] = task;
        Count++;
    }

    public bool TryTake(out int task)
    {
        if (_best == None)
        {
            task = None;
            return false;
        }

        task = _top[_best];
        _top[_best] = _below[task];
        if (_top[_best] == None)
        {
            _best = _others.TryDequeue(out var next, out _) ? next : None;
        }

        Count--;
        return true;
    }

    private void Enter(int rank)
    {
        if (_best == None)
        {
            _best = rank;
        }
        else if (rank < _best)
        {
            _others.Enqueue(_best, _best);
            _best = rank;
        }
        else
        {
            _others.Enqueue(rank, rank);
        }
    }
}
