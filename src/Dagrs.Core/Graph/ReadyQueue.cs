namespace Dagrs.Core.Graph;

/// <summary>
/// The tasks that could start now, best first: greatest height, then fewest direct successors, then made ready last, then
/// declared last. One rule for what is printed and for what is started.
/// </summary>
/// <remarks>
/// Tasks of one rank lie on a stack, so the last one made ready comes first; tasks made ready at the same moment are added in the
/// order of their positions. Only the ranks that have tasks are in the heap.
/// </remarks>
internal sealed class ReadyQueue
{
    private const int None = -1;

    private readonly Ranks _ranks;
    private readonly int[] _below; // by task: the one below it on its stack
    private readonly int[] _top; // by rank
    private readonly PriorityQueue<int, int> _filled = new();

    public ReadyQueue(Dag dag)
    {
        _ranks = dag.Ranks;
        _below = new int[dag.Tasks.Count];
        _top = new int[_ranks.Count];
        Array.Fill(_top, None);
    }

    public int Count { get; private set; }

    public void Add(int task)
    {
        var rank = _ranks[task];
        if (_top[rank] == None)
        {
            _filled.Enqueue(rank, rank);
        }

        _below[task] = _top[rank];
        _top[rank] = task;
        Count++;
    }

    public bool TryTake(out int task)
    {
        if (!_filled.TryPeek(out var rank, out _))
        {
            task = None;
            return false;
        }

        task = _top[rank];
        _top[rank] = _below[task];
        if (_top[rank] == None)
        {
            _filled.Dequeue();
        }

        Count--;
        return true;
    }
}
