using Dagrs.Core.Model;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Who needs which service, said of each two tasks by the words of the design alone: no order, no lists, nothing kept.</summary>
internal sealed class ServiceModel(RuleGraph graph)
{
    private readonly Dictionary<(int, int), bool> _after = [];

    /// <summary>True when a task lives as long as another one that it comes before is not over.</summary>
    public bool Holds(int task, int service) => IsAfter(task, service) && !Waits(task, service) && !IsAfterWaiter(task, service);

    /// <summary>True for one that cleans up in any case, comes after a service, and names neither it nor one that lives as long as it does.</summary>
    public bool Waits(int task, int service) => IsAfter(task, service) && graph.Tasks[task].When == When.Always && !IsAfterWaiter(task, service)
        && !Names(task, service) && !Services.Any(other => other != service && Names(task, other) && Holds(other, service));

    /// <summary>True for one that comes after such a one.</summary>
    public bool IsAfterWaiter(int task, int service) => graph.Tasks[task].After.Any(before => Waits(before, service) || IsAfterWaiter(before, service));

    public IEnumerable<int> Services => Enumerable.Range(0, graph.Count).Where(task => graph.Tasks[task].IsService);

    /// <summary>Named by itself, or by a group that stands for it.</summary>
    public bool Names(int task, int service) => graph.Tasks[task].After.Any(before => before == service || (graph.Tasks[before].IsGroup && Names(before, service)));

    /// <summary>True when nothing waits for what waits for it, and nobody names a service that has stopped before.</summary>
    public bool IsPossible()
    {
        if (Services.Any(service => Enumerable.Range(0, graph.Count).Any(task => IsAfterWaiter(task, service) && Names(task, service))))
        {
            return false;
        }

        // Who must be over before whom: a task before those after it and before the end of services that it holds, that end before those that wait for it.
        var ends = new HashSet<int>();
        var starts = new HashSet<int>();
        for (var goesOn = true; goesOn;)
        {
            goesOn = false;
            for (var task = 0; task < graph.Count; task++)
            {
                if (graph.Tasks[task].After.All(before => graph.Tasks[before].IsService ? starts.Contains(before) : ends.Contains(before)) && Services.All(service => !Waits(task, service) || ends.Contains(service)))
                {
                    goesOn |= starts.Add(task);
                }

                if (starts.Contains(task) && (!graph.Tasks[task].IsService || Enumerable.Range(0, graph.Count).All(other => !Holds(other, task) || ends.Contains(other))))
                {
                    goesOn |= ends.Add(task);
                }
            }
        }

        return ends.Count == graph.Count;
    }

    private bool IsAfter(int task, int service)
    {
        if (!graph.Tasks[service].IsService || task <= service)
        {
            return false;
        }

        if (!_after.TryGetValue((task, service), out var isAfter))
        {
            _after[(task, service)] = isAfter = graph.Before(task).Contains(service);
        }

        return isAfter;
    }
}
