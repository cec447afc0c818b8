using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>The resources of a run, how much of each is free, and what each task takes. It knows nothing of order. Belongs to the rules.</summary>
internal sealed class ResourcePool
{
    /// <summary>The slots.</summary>
    public const int Cpus = 0;

    /// <summary>Main memory.</summary>
    public const int Memory = 1;

    /// <summary>The first resource named by the author; the terminal follows these.</summary>
    public const int FirstNamed = 2;

    private readonly long[] _free; // by resource
    private readonly Demand[]?[]? _demands; // by task; null, as a whole or for one task: one slot
    private readonly string[] _names = []; // by resource, if some task takes any; the last may be the terminal, which is not reported
    private readonly int _terminal = -1; // the number of the terminal as a resource; -1: no task gets it
    private readonly int _jobs = -1; // the number of the places for remote tasks as a resource; -1: there are none
    private readonly Dag _dag;
    private readonly RemoteTasks? _remoteTasks;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [Resources.Cpus] = Cpus, [Resources.Memory] = Memory }; // by name
    private readonly List<long> _totals; // by resource

    /// <param name="dag">Its tasks declare what they take.</param>
    /// <param name="slots">The number of slots. A task that wants more slots or memory than there is takes all of it.</param>
    /// <param name="memory">The bytes of memory; called only when some task takes memory.</param>
    /// <param name="totals">The totals of the other resources.</param>
    /// <param name="remoteTasks">Remote tasks, which take no slot and no memory but one of the places for jobs; null: there are none.</param>
    /// <exception cref="ArgumentException">A task takes an undeclared resource, or more of one than there is.</exception>
    public ResourcePool(Dag dag, int slots, Func<long> memory, IReadOnlyDictionary<string, long> totals, RemoteTasks? remoteTasks = null)
    {
        (_dag, _remoteTasks, _totals) = (dag, remoteTasks, [slots, 0]);
        if (dag.HasResources || dag.HasInteractive || remoteTasks is not null)
        {
            _totals[Memory] = dag.HasResources ? memory() : 0;
            foreach (var (name, total) in totals)
            {
                if (_numbers.TryAdd(name, _totals.Count))
                {
                    _totals.Add(total);
                }
            }

            _names = [.. _numbers.Keys];
            if (dag.HasInteractive)
            {
                _terminal = _totals.Count;
                _totals.Add(1);
            }

            if (remoteTasks is not null)
            {
                _jobs = _totals.Count;
                _totals.Add(remoteTasks.MostJobs);
            }

            _demands = new Demand[]?[dag.Tasks.Count];
            for (var task = 0; task < _demands.Length; task++)
            {
                var isRemote = remoteTasks?.Has(task) == true;
                Check(dag.Node(task), isRemote);
                _demands[task] = DemandsOf(dag.Node(task), isRemote);
            }
        }

        _free = [.. _totals];
    }

    /// <summary>How many resources there are.</summary>
    public int Count => _free.Length;

    /// <summary>The name of a resource.</summary>
    public string NameOf(int resource) => resource == _terminal ? "terminal" : resource == _jobs ? "max-jobs" : _names[resource];

    /// <summary>True when there are remote tasks.</summary>
    public bool HasRemote => _jobs >= 0;

    /// <summary>True for a remote task.</summary>
    public bool IsRemote(int task) => _jobs >= 0 && _demands![task] is [{ Resource: var first }, ..] && first == _jobs;

    /// <summary>True when two tasks want the same named resource.</summary>
    public bool AreRivals(int task, int other)
    {
        foreach (var (resource, _) in DemandsOf(task))
        {
            foreach (var (wanted, _) in DemandsOf(other))
            {
                if (resource == wanted && resource >= FirstNamed)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Makes a task run on this machine; it must not have taken anything yet.</summary>
    public void BringHome(int task)
    {
        if (IsRemote(task))
        {
            _remoteTasks!.BringHome(task);
            _demands![task] = DemandsOf(_dag.Node(task), isRemote: false);
        }
    }

    /// <summary>How much is free of each resource except slots, by name; memory only if some task takes it.</summary>
    public IReadOnlyDictionary<string, long> FreeByName()
    {
        if (_names.Length <= FirstNamed && !HasMemory)
        {
            return Resources.None;
        }

        var free = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var resource = Memory; resource < _names.Length; resource++)
        {
            if (resource != Memory || HasMemory)
            {
                free[_names[resource]] = _free[resource];
            }
        }

        return free;
    }

    /// <summary>What a task takes; named resources come first. Empty: one slot.</summary>
    public ReadOnlySpan<Demand> DemandsOf(int task) => _demands?[task];

    /// <summary>How much is free.</summary>
    public long Free(int resource) => _free[resource];

    /// <summary>A resource of which a task wants more than is free, preferably a named one; -1: none, and the task has taken what it wants.</summary>
    public int TryTake(int task)
    {
        if (_demands?[task] is not { } demands)
        {
            return _free[Cpus] > 0 && --_free[Cpus] >= 0 ? -1 : Cpus;
        }

        if (LackingOf(task) is >= 0 and var lacking)
        {
            return lacking;
        }

        foreach (var (resource, amount) in demands)
        {
            _free[resource] -= amount;
        }

        return -1;
    }

    /// <summary>A resource of which a task wants more than is free, preferably a named one; -1: none.</summary>
    public int LackingOf(int task)
    {
        if (_demands?[task] is not { } demands)
        {
            return _free[Cpus] > 0 ? -1 : Cpus;
        }

        foreach (var (resource, amount) in demands)
        {
            if (_free[resource] < amount)
            {
                return resource;
            }
        }

        return -1;
    }

    /// <summary>A task has finished: releases its resources.</summary>
    public void GiveBack(int task)
    {
        if (_demands?[task] is not { } demands)
        {
            _free[Cpus]++;
            return;
        }

        foreach (var (resource, amount) in demands)
        {
            _free[resource] += amount;
        }
    }

    // A remote task may use undeclared GPUs: the cluster knows how many there are.
    private void Check(TaskNode task, bool isRemote)
    {
        foreach (var (name, amount) in task.Settings.Resources)
        {
            if (!_numbers.TryGetValue(name, out var resource))
            {
                if (!isRemote || name != Resources.Gpus)
                {
                    throw Limits.Refuse(nameof(RunOptions.Resources), $"task '{task.Id}' needs the resource '{name}', which is not declared");
                }
            }
            else if (resource >= FirstNamed && amount > _totals[resource])
            {
                throw Limits.Refuse(nameof(RunOptions.Resources), $"task '{task.Id}' needs {amount} of the resource '{name}', and there are only {_totals[resource]}");
            }
        }
    }

    private Demand[]? DemandsOf(TaskNode task, bool isRemote)
    {
        var wanted = task.Settings.Resources;
        if (wanted.Count == 0 && !task.Settings.Interactive && !isRemote)
        {
            return null;
        }

        var demands = new List<Demand>();
        foreach (var (name, amount) in wanted)
        {
            if (_numbers.TryGetValue(name, out var resource) && (resource >= FirstNamed || !isRemote))
            {
                demands.Add(new(resource, Math.Min(amount, _totals[resource])));
            }
        }

        if (task.Settings.Interactive)
        {
            demands.Add(new(_terminal, 1));
        }

        if (isRemote)
        {
            demands.Add(new(_jobs, 1));
        }
        else if (!wanted.ContainsKey(Resources.Cpus))
        {
            demands.Add(new(Cpus, 1));
        }

        demands.Sort((a, b) => b.Resource.CompareTo(a.Resource));
        return [.. demands];
    }

    // Called once.
    private bool HasMemory => _demands is not null && Array.Exists(_demands, demands => demands is not null && Array.Exists(demands, demand => demand.Resource == Memory));

    /// <summary>An amount of one resource.</summary>
    public readonly record struct Demand(int Resource, long Amount);
}
