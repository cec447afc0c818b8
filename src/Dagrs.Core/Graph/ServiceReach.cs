namespace Dagrs.Core.Graph;

/// <summary>
/// What lies downstream of one service: the tasks that hold it, the tasks that wait for it to stop, and the dependents of the latter. Immutable.
/// </summary>
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

    /// <summary>The tasks that start when it has stopped.</summary>
    public IReadOnlyList<int> Waiters { get; }

    /// <summary>The dependents of the waiters.</summary>
    public IReadOnlyList<int> After { get; }

    /// <summary>True for a task that holds it.</summary>
    public bool Holds(int task) => _marks[task] == Mark.Holder;

    /// <summary>One of the waiters upstream of a task that depends on one.</summary>
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

    /// <summary>Classifies the tasks downstream of a service.</summary>
    public static ServiceReach Of(ServiceGraph graph, int service)
    {
        var marks = new Mark[graph.Count];
        var (holders, waiters, after) = (new List<int>(), new List<int>(), new List<int>());
        var holding = new List<int> { service }; // services that hold it, itself included
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
