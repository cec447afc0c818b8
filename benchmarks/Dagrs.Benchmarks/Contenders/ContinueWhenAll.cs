namespace Dagrs.Benchmarks.Contenders;

/// <summary><see cref="TaskFactory.ContinueWhenAll(Task[], Action{Task[]})"/> for each task.</summary>
internal sealed class ContinueWhenAll : Contender
{
    public override Func<Task> Build(TaskGraph graph)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = new Task[graph.Count];
        for (var task = 0; task < tasks.Length; task++)
        {
            var predecessors = graph.Predecessors[task];
            var before = predecessors.Length == 0 ? [start.Task] : new Task[predecessors.Length];
            for (var i = 0; i < predecessors.Length; i++)
            {
                before[i] = tasks[predecessors[i]];
            }

            tasks[task] = Task.Factory.ContinueWhenAll(before, static _ => Work(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return () =>
        {
            start.SetResult();
            return Task.WhenAll(graph.Last.Select(task => tasks[task]));
        };
    }
}
