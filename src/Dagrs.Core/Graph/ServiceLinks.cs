namespace Dagrs.Core.Graph;

/// <summary>
/// Which tasks hold which service, and which tasks wait for a service to stop. A task holds all services upstream of it. A clean-up task (one that
/// always runs) that does not name a service waits for it to stop instead, and so do its dependents. It knows nothing of runs. Immutable.
/// </summary>
internal sealed class ServiceLinks
{
    private static readonly int[] None = [];

    private readonly Dictionary<int, ServiceReach> _reaches; // by service
    private readonly int[]?[] _needed; // by task
    private readonly int[]?[] _awaited; // by task

    private ServiceLinks(Dictionary<int, ServiceReach> reaches, int[]?[] needed, int[]?[] awaited) => (_reaches, _needed, _awaited) = (reaches, needed, awaited);

    /// <summary>All services.</summary>
    public IReadOnlyCollection<int> Services => _reaches.Keys;

    /// <summary>The tasks that hold a service: it lives until all of them have finished.</summary>
    public IReadOnlyList<int> HoldersOf(int service) => _reaches[service].Holders;

    /// <summary>The tasks that start only when a service has stopped.</summary>
    public IReadOnlyList<int> WaitersFor(int service) => _reaches[service].Waiters;

    /// <summary>The services that a task holds, in dependency order.</summary>
    public ReadOnlySpan<int> NeededBy(int task) => _needed[task] ?? None;

    /// <summary>The services that must have stopped before a task starts.</summary>
    public ReadOnlySpan<int> AwaitedBy(int task) => _awaited[task] ?? None;

    /// <summary>Finds the links; null: there are no services.</summary>
    /// <param name="graph">The tasks and their order.</param>
    public static ServiceLinks? Of(ServiceGraph graph)
    {
        var reaches = new Dictionary<int, ServiceReach>();
        foreach (var task in graph.Order)
        {
            if (graph.IsService(task))
            {
                reaches.Add(task, ServiceReach.Of(graph, task));
            }
        }

        if (reaches.Count == 0)
        {
            return null;
        }

        var (needed, awaited) = (new List<int>?[graph.Count], new List<int>?[graph.Count]);
        foreach (var (service, reach) in reaches)
        {
            Add(needed, reach.Holders, service);
            Add(awaited, reach.Waiters, service);
        }

        return new(reaches, Array.ConvertAll(needed, ToArray), Array.ConvertAll(awaited, ToArray));
    }

    /// <summary>The first task that would wait for a service it needs to stop, with that service and the task that waits for it; null: none.</summary>
    /// <param name="graph">The same graph.</param>
    public (int Task, int Service, int Waiter)? Conflict(ServiceGraph graph)
    {
        foreach (var (service, reach) in _reaches)
        {
            foreach (var task in reach.After)
            {
                if (graph.Names(task, service) || Array.Exists(_needed[task] ?? None, other => reach.Holds(other)))
                {
                    return (task, service, reach.WaiterBefore(graph, task));
                }
            }
        }

        return FindCycle(graph);
    }

    // Two clean-up tasks may each wait for a service that the other one holds.
    private (int Task, int Service, int Waiter)? FindCycle(ServiceGraph graph)
    {
        var over = new bool[graph.Count]; // finished; for a service: stopped
        var ready = new bool[graph.Count];
        for (var goesOn = true; goesOn;)
        {
            goesOn = false;
            foreach (var task in graph.Order)
            {
                if (!ready[task] && graph.After[task].ToArray().All(before => ready[before]) && Array.TrueForAll(_awaited[task] ?? None, service => over[service]))
                {
                    ready[task] = goesOn = true;
                    over[task] = !graph.IsService(task);
                }

                if (!over[task] && ready[task] && _reaches[task].Holders.All(holder => over[holder]))
                {
                    over[task] = goesOn = true;
                }
            }
        }

        foreach (var task in graph.Order)
        {
            if (!ready[task] && Array.FindIndex(_awaited[task] ?? None, service => !over[service]) is >= 0 and var index)
            {
                return (task, _awaited[task]![index], task);
            }
        }

        return null;
    }

    private static void Add(List<int>?[] lists, IReadOnlyList<int> tasks, int service)
    {
        foreach (var task in tasks)
        {
            (lists[task] ??= []).Add(service);
        }
    }

    private static int[]? ToArray(List<int>? list) => list?.ToArray();
}
