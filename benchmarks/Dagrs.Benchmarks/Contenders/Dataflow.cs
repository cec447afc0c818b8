using System.Threading.Tasks.Dataflow;

namespace Dagrs.Benchmarks.Contenders;

/// <summary>TPL Dataflow: a block for each task, which gets a message from each predecessor.</summary>
internal sealed class Dataflow : Contender
{
    public override Func<Task> Build(TaskGraph graph)
    {
        var blocks = new ActionBlock<int>[graph.Count];
        var successors = new List<ActionBlock<int>>[graph.Count];
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = graph.Count;
        for (var task = 0; task < blocks.Length; task++)
        {
            var own = successors[task] = [];
            var waiting = Math.Max(1, graph.Predecessors[task].Length);
            blocks[task] = new ActionBlock<int>(_ =>
            {
                if (--waiting == 0)
                {
                    Work();
                    foreach (var successor in own)
                    {
                        successor.Post(0);
                    }

                    if (Interlocked.Decrement(ref left) == 0)
                    {
                        ended.SetResult();
                    }
                }
            });
            foreach (var predecessor in graph.Predecessors[task])
            {
                successors[predecessor].Add(blocks[task]);
            }
        }

        return () =>
        {
            for (var task = 0; task < blocks.Length; task++)
            {
                if (graph.Predecessors[task].Length == 0)
                {
                    blocks[task].Post(0);
                }
            }

            return ended.Task;
        };
    }
}
