using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The ready queue: which task is next, by rank, wave by wave, as slots and resources allow. Remote tasks may pass tasks that wait for slots or
/// memory, but may not take a resource those want too. It knows nothing of dependencies. Belongs to the rules.
/// </summary>
/// <param name="dag">Provides ranks and depths.</param>
/// <param name="schedule">Eager or in waves.</param>
/// <param name="pool">The shared resources.</param>
/// <param name="ranks">Their order; null: the order that is printed.</param>
internal sealed class ReadyTasks(Dag dag, Schedule schedule, ResourcePool pool, Ranks? ranks = null)
{
    private readonly ReadyQueue _queue = new(dag, ranks);
    private readonly List<int> _later = []; // tasks of deeper waves
    private readonly ResourceWaiters?[] _waiters = new ResourceWaiters?[pool.Count]; // by resource, the tasks that wait for it; others may pass them
    private readonly ReadyQueue? _jobs = pool.HasRemote ? new(dag, ranks) : null; // the ready tasks that run remotely
    private readonly List<int> _behind = []; // remote tasks that may not pass a certain waiting task
    private int _passed = -1; // that task
    private int _parkedCount;
    private Dictionary<int, int>? _lacked; // by task the resource, other than slots, that it lacked last
    private int _wave;

    /// <summary>The resources that tasks share, by name, before any is taken.</summary>
    public IReadOnlyDictionary<string, long> Shared { get; } = pool.FreeByName();

    /// <summary>How many tasks are ready.</summary>
    public int Count => _queue.Count + (_jobs?.Count ?? 0) + _behind.Count + _later.Count + _parkedCount;

    /// <summary>True for a task that runs remotely, or will.</summary>
    public bool IsRemote(int task) => pool.IsRemote(task);

    /// <summary>Makes a task run on this machine; it must be neither ready nor running.</summary>
    public void BringHome(int task) => pool.BringHome(task);

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

    /// <summary>Takes the best task for which there is room, and the resources it needs.</summary>
    /// <param name="nothingRuns">True when the next wave may begin.</param>
    /// <param name="task">The task.</param>
    /// <param name="onlyRemote">True when there is room only for remote tasks.</param>
    public bool TryTake(bool nothingRuns, out int task, bool onlyRemote = false)
    {
        if (nothingRuns && _later.Count > 0 && _later.Count == Count)
        {
            BeginWave();
        }

        for (var waits = false; TryPeek(waits, out task);) // waits: the best local task waits for slots or memory
        {
            var queue = QueueOf(task);
            if (waits && !MayPass(task))
            {
                _ = queue.TryTake(out task);
                _behind.Add(task);
                continue;
            }

            var lacking = onlyRemote && queue == _queue ? Math.Max(ResourcePool.Cpus, pool.LackingOf(task)) : pool.TryTake(task);
            if (lacking < 0)
            {
                return queue.TryTake(out task);
            }

            if (lacking != ResourcePool.Cpus)
            {
                (_lacked ??= [])[task] = lacking;
            }

            if (lacking < ResourcePool.FirstNamed)
            {
                if (_jobs is null)
                {
                    return false; // nobody may pass, or it could starve
                }

                waits = true;
                continue;
            }

            _ = queue.TryTake(out task);
            Park(task, lacking);
        }

        return false;
    }

    /// <summary>The resource, other than slots, that a task lacked when its turn came; null: none.</summary>
    public string? LackedBy(int task) => _lacked is not null && _lacked.TryGetValue(task, out var resource) ? pool.NameOf(resource) : null;

    /// <summary>A task has finished: releases its resources.</summary>
    public void GiveBack(int task)
    {
        pool.GiveBack(task);
        Wake(task);
    }

    /// <summary>Empties the queue.</summary>
    public void Clear()
    {
        while (_queue.TryTake(out _) || _jobs?.TryTake(out _) == true)
        {
        }

        _behind.Clear();
        _later.Clear();
        Array.Clear(_waiters);
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

    private ReadyQueue QueueOf(int task) => _jobs is not null && pool.IsRemote(task) ? _jobs : _queue;

    private int RankOf(int task) => (ranks ?? dag.Ranks)[task];

    // The best task, or only the best remote one.
    private bool TryPeek(bool onlyRemote, out int task)
    {
        LetPass();
        if (_jobs is null || !_jobs.TryPeek(out var job))
        {
            task = -1;
            return !onlyRemote && _queue.TryPeek(out task);
        }

        if (onlyRemote || !_queue.TryPeek(out task) || RankOf(job) < RankOf(task))
        {
            task = job;
        }

        return true;
    }

    // A task that waits for a slot or memory holds none of its named resources yet: if others could take them first, it might starve.
    private bool MayPass(int job)
    {
        if (!_queue.TryPeek(out var waiting) || RankOf(job) < RankOf(waiting) || !pool.AreRivals(job, waiting))
        {
            return true;
        }

        _passed = waiting;
        return false;
    }

    // Remote tasks that were held back try again when a different task waits, or none.
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
        foreach (var demand in pool.DemandsOf(task))
        {
            if (demand.Resource == resource)
            {
                (_waiters[resource] ??= new()).Add(task, RankOf(task), demand.Amount);
                _parkedCount++;
            }
        }

        // It may have been woken for a share that it now does not take; others can use it.
        Wake(task);
    }

    private void Wake(int task)
    {
        foreach (var (resource, _) in pool.DemandsOf(task))
        {
            if (_waiters[resource] is { } waiters)
            {
                for (var free = pool.Free(resource); waiters.TryTake(ref free, out var woken);)
                {
                    _parkedCount--;
                    QueueOf(woken).Add(woken);
                }
            }
        }
    }
}
