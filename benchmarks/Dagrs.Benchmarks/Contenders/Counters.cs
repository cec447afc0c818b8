namespace Dagrs.Benchmarks.Contenders;

/// <summary>The least there can be: a counter of predecessors and a list of successors for each task, on the thread pool. No names, no states, no times, no failures.</summary>
internal sealed class Counters : Contender
{
    public override Func<Task> Build(TaskGraph graph)
    {
        var nodes = new Node[graph.Count];
        var run = new Run { Left = graph.Count };
        for (var task = 0; task < nodes.Length; task++)
        {
            nodes[task] = new Node(run) { Waiting = graph.Predecessors[task].Length };
            foreach (var predecessor in graph.Predecessors[task])
            {
                nodes[predecessor].Successors.Add(nodes[task]);
            }
        }

        return () =>
        {
            for (var task = 0; task < nodes.Length; task++)
            {
                if (graph.Predecessors[task].Length == 0)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(nodes[task], preferLocal: false);
                }
            }

            return run.Ended.Task;
        };
    }

    private sealed class Run
    {
        public int Left;

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Node(Run run) : IThreadPoolWorkItem
    {
        public int Waiting;

        public List<Node> Successors { get; } = [];

        public void Execute()
        {
            Node? next = this;
            while (next is not null)
            {
                Work();
                next = next.End();
            }
        }

        // One successor goes on here, the others elsewhere.
        private Node? End()
        {
            Node? next = null;
            foreach (var successor in Successors)
            {
                if (Interlocked.Decrement(ref successor.Waiting) == 0)
                {
                    if (next is not null)
                    {
                        ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: true);
                    }

                    next = successor;
                }
            }

            if (Interlocked.Decrement(ref run.Left) == 0)
            {
                run.Ended.SetResult();
            }

            return next;
        }
    }
}
