using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The tasks whose turn has come: which is next, by rank, wave by wave, as slots and what is scarce allow. It knows nothing of what tasks come
/// after. Belongs to the rules.
/// </summary>
/// <param name="dag">Gives ranks and depths.</param>
/// <param name="schedule">Whether there are waves.</param>
/// <param name="supply">What they share.</param>
/// <param name="ranks">Their order; null: that in which they are printed.</param>
internal sealed class ReadyTasks(Dag dag, Schedule schedule, Supply supply, Ranks? ranks = null)
{
    private readonly ReadyQueue _queue = new(dag, ranks);
    private readonly List<int> _later = []; // of deeper waves
    private readonly Parked?[] _parked = new Parked?[supply.Count]; // those who wait for a named resource, which others may pass
    private int _parkedCount;
    private Dictionary<int, int>? _lacked; // by task the resource, besides slots, that it lacked last
    private int _wave;

    /// <summary>What tasks share, by name, before any has taken some.</summary>
    public IReadOnlyDictionary<string, long> Shared { get; } = supply.FreeByName();

    /// <summary>How many wait here.</summary>
    public int Count => _queue.Count + _later.Count + _parkedCount;

    public void Add(int task)
    {
        if (schedule == Schedule.Waves && dag.Depths[task] > _wave)
        {
            _later.Add(task);
        }
        else
        {
            _queue.Add(task);
        }
    }

    /// <summary>Takes the best task for which there is room, and its share of what is scarce.</summary>
    /// <param name="nothingRuns">True when the next wave may begin.</param>
    /// <param name="task">The task.</param>
    public bool TryTake(bool nothingRuns, out int task)
    {
        if (nothingRuns && _later.Count > 0 && _queue.Count == 0 && _parkedCount == 0)
        {
            BeginWave();
        }

        while (_queue.TryPeek(out task))
        {
            var lacking = supply.TryTake(task);
            if (lacking < 0)
            {
                return _queue.TryTake(out task);
            }

            if (lacking != Supply.Cpus)
            {
                (_lacked ??= [])[task] = lacking;
            }

            if (lacking < Supply.FirstNamed)
            {
                return false; // nobody passes, or it might wait for ever
            }

            _ = _queue.TryTake(out task);
            Park(task, lacking);
        }

        return false;
    }

    /// <summary>The resource besides slots that a task lacked when its turn came; null: none.</summary>
    public string? LackedBy(int task) => _lacked is not null && _lacked.TryGetValue(task, out var resource) ? supply.NameOf(resource) : null;

    /// <summary>A task is over: others may have its share.</summary>
    public void GiveBack(int task)
    {
        supply.GiveBack(task);
        Wake(task);
    }

    /// <summary>Nobody waits any more.</summary>
    public void Clear()
    {
        while (_queue.TryTake(out _))
        {
        }

        _later.Clear();
        Array.Clear(_parked);
        _parkedCount = 0;
    }

    private void BeginWave()
    {
        _wave = int.MaxValue;
        foreach (var task in _later)
        {
            _wave = Math.Min(_wave, dag.Depths[task]);
        }

        var next = _later.FindAll(task => dag.Depths[task] <= _wave);
        _later.RemoveAll(task => dag.Depths[task] <= _wave);
        next.ForEach(_queue.Add);
    }

    private void Park(int task, int resource)
    {
        foreach (var demand in supply.DemandsOf(task))
        {
            if (demand.Resource == resource)
            {
                (_parked[resource] ??= new()).Add(task, (ranks ?? dag.Ranks)[task], demand.Amount);
                _parkedCount++;
            }
        }

        // It may have been woken for what others can use, of which it now takes nothing.
        Wake(task);
    }

    private void Wake(int task)
    {
        foreach (var (resource, _) in supply.DemandsOf(task))
        {
            if (_parked[resource] is { } parked)
            {
                for (var free = supply.Free(resource); parked.TryTake(ref free, out var woken);)
                {
                    _parkedCount--;
                    _queue.Add(woken);
                }
            }
        }
    }
}
