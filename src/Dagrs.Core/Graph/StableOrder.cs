namespace Dagrs.Core.Graph;

/// <summary>The order in which one worker would run a graph. It is used wherever tasks are printed in order.</summary>
internal static class StableOrder
{
    public static IReadOnlyList<TaskNode> Of(Dag dag)
    {
        var ready = new ReadyQueue(dag);
        var waiting = new int[dag.Tasks.Count];
        for (var place = 0; place < waiting.Length; place++)
        {
            var task = dag.AtPosition(place);
            waiting[task] = dag.Predecessors.CountOf(task);
            if (waiting[task] == 0)
            {
                ready.Add(task);
            }
        }

        var order = new List<TaskNode>(waiting.Length);
        while (ready.TryTake(out var task))
        {
            order.Add(dag.Node(task));
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
