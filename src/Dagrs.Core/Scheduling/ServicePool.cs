using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.State.Resuming;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The services that live across the rounds of a watch, as long as their definitions and predecessors are unchanged. A service that no task needs any
/// more is kept here, and the next round takes it. Thread-safe.
/// </summary>
/// <param name="output">The sink, by id, for what a service writes between runs.</param>
internal sealed class ServicePool(Func<string, IOutputSink> output)
{
    private readonly Lock _gate = new();
    private readonly List<ServiceInPool> _kept = []; // in the order they started

    /// <summary>True when none is kept.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count == 0;
            }
        }
    }

    /// <summary>Keeps a running service.</summary>
    public void Keep(ServiceInPool service)
    {
        service.Process.WriteTo(output(service.Id));
        lock (_gate)
        {
            var place = _kept.FindIndex(other => other.Process.Began > service.Process.Began);
            _kept.Insert(place < 0 ? _kept.Count : place, service);
        }
    }

    /// <summary>Takes a service to use it; null: no live one with this definition is kept. An outdated one is stopped, with its dependents.</summary>
    /// <param name="dag">What is run.</param>
    /// <param name="task">The service.</param>
    /// <param name="definition">Its definition.</param>
    public async Task<ServiceInPool?> TakeAsync(Dag dag, TaskNode task, string definition)
    {
        lock (_gate)
        {
            if (_kept.Find(service => service.Id == task.Id) is { } kept && kept.Definition == definition && !kept.Process.HasEnded)
            {
                _kept.Remove(kept);
                return kept;
            }
        }

        await StopFromAsync(dag, task).ConfigureAwait(false);
        return null;
    }

    /// <summary>Stops a service and its dependents, because the task is about to run or the service to change.</summary>
    public Task StopFromAsync(Dag dag, TaskNode task)
    {
        lock (_gate)
        {
            if (_kept.Count == 0)
            {
                return Task.CompletedTask;
            }
        }

        var place = dag.PlaceOf(task);
        return StopAsync(service => dag.Find(service.Id) is not { } node || dag.PlaceOf(node) == place || IsAfter(dag, dag.PlaceOf(node), place));
    }

    /// <summary>Stops the services that match, in reverse order of start.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> StopAsync(Predicate<ServiceInPool> isMeant)
    {
        List<ServiceInPool> meant;
        lock (_gate)
        {
            meant = _kept.FindAll(isMeant);
            _kept.RemoveAll(isMeant);
        }

        for (var last = meant.Count - 1; last >= 0; last--)
        {
            await meant[last].Process.StopAsync().ConfigureAwait(false);
        }

        return meant.Count;
    }

    /// <summary>True when a service is kept, alive and unchanged.</summary>
    public bool Has(Dag dag, TaskNode task)
    {
        var definition = new TaskDefinitions(dag).Of(dag.PlaceOf(task));
        lock (_gate)
        {
            return _kept.Exists(service => service.Id == task.Id && service.Definition == definition && !service.Process.HasEnded);
        }
    }

    private static bool IsAfter(Dag dag, int service, int task)
    {
        var open = new Stack<int>([service]);
        var seen = new HashSet<int>();
        while (open.TryPop(out var next))
        {
            foreach (var before in dag.Predecessors[next])
            {
                if (before == task)
                {
                    return true;
                }

                if (seen.Add(before))
                {
                    open.Push(before);
                }
            }
        }

        return false;
    }
}
