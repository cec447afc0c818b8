namespace Dagrs.Core.Graph;

/// <summary>The order in which one worker would run a graph: what is printed wherever an order of tasks is printed.</summary>
internal static class StableOrder
{
    public static IReadOnlyList<TaskNode> Of(Dag dag)
    {
        var ready = new ReadyQueue(dag);
        var waiting = new int[dag.Tasks.Count];
        foreach (var task in dag.ByPosition)
        {
            waiting[task] = dag.Predecessors[task].Length;
            if (waiting[task] == 0)
            {
                ready.Add(task);
            }
        }

        var order = new List<TaskNode>(waiting.Length);
        while (ready.TryTake(out var task))
        {
            order.Add(dag.Tasks[task]);
            foreach (var successor in dag.Successors[task])
            {
                if (--waiting[successor] == 0)
                {
                    ready.Add(successor);
                }
            }
        }

        return order;
    }
}
