namespace Dagrs.Core.Graph;

/// <summary>What comes after one service: those that hold it, those that wait for its end, and what comes after the latter. Immutable.</summary>
internal sealed class ServiceReach
{
    private readonly Mark[] _marks;

    private ServiceReach(Mark[] marks, List<int> holders, List<int> waiters, List<int> after) => (_marks, Holders, Waiters, After) = (marks, holders, waiters, after);

    private enum Mark : byte
    {
        Apart,
        Holder,
        Waiter,
        AfterWaiter,
    }

    /// <summary>The tasks that hold it.</summary>
    public IReadOnlyList<int> Holders { get; }

    /// <summary>The tasks that start when it is over.</summary>
    public IReadOnlyList<int> Waiters { get; }

    /// <summary>The tasks that come after these.</summary>
    public IReadOnlyList<int> After { get; }

    /// <summary>True for a task that holds it.</summary>
    public bool Holds(int task) => _marks[task] == Mark.Holder;

    /// <summary>One of those that wait for the end and stand before a task that comes after one.</summary>
    public int WaiterBefore(ServiceGraph graph, int task)
    {
        while (_marks[task] == Mark.AfterWaiter)
        {
            foreach (var before in graph.After[task])
            {
                if (_marks[before] is Mark.Waiter or Mark.AfterWaiter)
                {
                    task = before;
                    break;
                }
            }
        }

        return task;
    }

    /// <summary>Finds what comes after a service.</summary>
    public static ServiceReach Of(ServiceGraph graph, int service)
    {
        var marks = new Mark[graph.Count];
        var (holders, waiters, after) = (new List<int>(), new List<int>(), new List<int>());
        var holding = new List<int> { service }; // services that keep it, itself included
        foreach (var task in graph.Order)
        {
            var mark = MarkOf(graph, service, task, marks, holding);
            if (mark == Mark.Apart)
            {
                continue;
            }

            marks[task] = mark;
            (mark switch { Mark.Holder => holders, Mark.Waiter => waiters, _ => after }).Add(task);
            if (mark == Mark.Holder && graph.IsService(task))
            {
                holding.Add(task);
            }
        }

        return new(marks, holders, waiters, after);
    }

    private static Mark MarkOf(ServiceGraph graph, int service, int task, Mark[] marks, List<int> holding)
    {
        var isAfter = false;
        foreach (var before in graph.After[task])
        {
            if (marks[before] is Mark.Waiter or Mark.AfterWaiter)
            {
                return Mark.AfterWaiter;
            }

            isAfter |= before == service || marks[before] == Mark.Holder;
        }

        return !isAfter ? Mark.Apart
            : graph.IsAlways(task) && !holding.Exists(held => graph.Names(task, held)) ? Mark.Waiter
            : Mark.Holder;
    }
}
