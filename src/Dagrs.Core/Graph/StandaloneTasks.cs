namespace Dagrs.Core.Graph;

/// <summary>Finds the services that live until the run is stopped: those that were requested themselves and that no task of the run needs.</summary>
internal static class StandaloneTasks
{
    /// <summary>The services, and the groups that consist only of services.</summary>
    public static IReadOnlySet<int> Of(Dag dag)
    {
        var (isOfServices, isEnd) = (new bool[dag.Tasks.Count], new bool[dag.Tasks.Count]);
        for (var task = 0; task < isOfServices.Length; task++)
        {
            isOfServices[task] = dag.Node(task).IsService || (dag.Node(task).IsGroup && dag.Predecessors.CountOf(task) > 0 && All(dag.Predecessors[task], isOfServices));
        }

        // A clean-up task that was not requested depends on everything and keeps no service alive.
        for (var task = isEnd.Length - 1; task >= 0; task--)
        {
            isEnd[task] = isOfServices[task];
            foreach (var successor in dag.Successors[task])
            {
                isEnd[task] &= dag.Node(successor).Spec?.HasJoined == true || (dag.Node(successor).IsGroup && isEnd[successor]);
            }
        }

        var standalone = new HashSet<int>();
        var open = new Stack<int>(dag.Named is { } named ? [.. named] : EndsIfAlone(dag, isOfServices));
        while (open.TryPop(out var task))
        {
            if (isEnd[task] && standalone.Add(task) && dag.Node(task).IsGroup)
            {
                foreach (var member in dag.Predecessors[task])
                {
                    open.Push(member);
                }
            }
        }

        return standalone;
    }

    // No target was named: services are meant to last only when all leaves are services.
    private static List<int> EndsIfAlone(Dag dag, bool[] isOfServices)
    {
        var ends = new List<int>();
        for (var task = 0; task < isOfServices.Length; task++)
        {
            if (dag.Successors[task].IsEmpty && !isOfServices[task])
            {
                return [];
            }

            if (dag.Successors[task].IsEmpty)
            {
                ends.Add(task);
            }
        }

        return ends;
    }

    private static bool All(ReadOnlySpan<int> tasks, bool[] are)
    {
        foreach (var task in tasks)
        {
            if (!are[task])
            {
                return false;
            }
        }

        return true;
    }
}
