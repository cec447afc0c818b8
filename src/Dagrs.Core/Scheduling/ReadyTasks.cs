using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The tasks whose turn has come: which is next, by rank, wave by wave, as slots and what is scarce allow. Those that go elsewhere pass those that
/// wait for slots or memory, but not for what these want as well. It knows nothing of what tasks come after. Belongs to the rules.
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
    private readonly ReadyQueue? _jobs = supply.HasElsewhere ? new(dag, ranks) : null; // those of the queue that go elsewhere
    private readonly List<int> _behind = []; // of these, the ones that may not pass somebody
    private int _passed = -1; // that somebody
    private int _parkedCount;
    private Dictionary<int, int>? _lacked; // by task the resource, besides slots, that it lacked last
    private int _wave;

    /// <summary>What tasks share, by name, before any has taken some.</summary>
    public IReadOnlyDictionary<string, long> Shared { get; } = supply.FreeByName();

    /// <summary>How many wait here.</summary>
    public int Count => _queue.Count + (_jobs?.Count ?? 0) + _behind.Count + _later.Count + _parkedCount;

    /// <summary>True for one that goes elsewhere, or has.</summary>
    public bool IsElsewhere(int task) => supply.IsElsewhere(task);

    /// <summary>One that neither waits here nor runs shall run here.</summary>
    public void BringHome(int task) => supply.BringHome(task);

    public void Add(int task)
    {
        if (schedule == Schedule.Waves && dag.Depths[task] > _wave)
        {
            _later.Add(task);
        }
        else
        {
            QueueOf(task).Add(task);
        }
    }

    /// <summary>Takes the best task for which there is room, and its share of what is scarce.</summary>
    /// <param name="nothingRuns">True when the next wave may begin.</param>
    /// <param name="task">The task.</param>
    /// <param name="onlyElsewhere">True when there is room for those alone that go elsewhere.</param>
    public bool TryTake(bool nothingRuns, out int task, bool onlyElsewhere = false)
    {
        if (nothingRuns && _later.Count > 0 && _later.Count == Count)
        {
            BeginWave();
        }

        for (var waits = false; TryPeek(waits, out task);) // whether the best of those that run here does
        {
            var queue = QueueOf(task);
            if (waits && !MayPass(task))
            {
                _ = queue.TryTake(out task);
                _behind.Add(task);
                continue;
            }

            var lacking = onlyElsewhere && queue == _queue ? Math.Max(Supply.Cpus, supply.LackingOf(task)) : supply.TryTake(task);
            if (lacking < 0)
            {
                return queue.TryTake(out task);
            }

            if (lacking != Supply.Cpus)
            {
                (_lacked ??= [])[task] = lacking;
            }

            if (lacking < Supply.FirstNamed)
            {
                if (_jobs is null)
                {
                    return false; // nobody passes, or it might wait for ever
                }

                waits = true;
                continue;
            }

            _ = queue.TryTake(out task);
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
        while (_queue.TryTake(out _) || _jobs?.TryTake(out _) == true)
        {
        }

        _behind.Clear();
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
        next.ForEach(Add);
    }

    private ReadyQueue QueueOf(int task) => _jobs is not null && supply.IsElsewhere(task) ? _jobs : _queue;

    private int RankOf(int task) => (ranks ?? dag.Ranks)[task];

    // The best, or of those that go elsewhere the best.
    private bool TryPeek(bool onlyElsewhere, out int task)
    {
        LetPass();
        if (_jobs is null || !_jobs.TryPeek(out var job))
        {
            task = -1;
            return !onlyElsewhere && _queue.TryPeek(out task);
        }

        if (onlyElsewhere || !_queue.TryPeek(out task) || RankOf(job) < RankOf(task))
        {
            task = job;
        }

        return true;
    }

    // The one that waits for a slot or for memory has nothing yet of what else it wants: whoever may take that before it could do so for ever.
    private bool MayPass(int job)
    {
        if (!_queue.TryPeek(out var waiting) || RankOf(job) < RankOf(waiting) || !supply.AreRivals(job, waiting))
        {
            return true;
        }

        _passed = waiting;
        return false;
    }

    // Those that were held back look again when somebody else waits, or nobody.
    private void LetPass()
    {
        if (_behind.Count > 0 && !(_queue.TryPeek(out var waiting) && waiting == _passed))
        {
            _behind.ForEach(_jobs!.Add);
            _behind.Clear();
        }
    }

    private void Park(int task, int resource)
    {
        foreach (var demand in supply.DemandsOf(task))
        {
            if (demand.Resource == resource)
            {
                (_parked[resource] ??= new()).Add(task, RankOf(task), demand.Amount);
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
                    QueueOf(woken).Add(woken);
                }
            }
        }
    }
}
