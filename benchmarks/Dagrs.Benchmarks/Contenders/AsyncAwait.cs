namespace Dagrs.Benchmarks.Contenders;

/// <summary>
/// An async method for each task, that awaits its predecessors one after the other and then has its work done by the pool: without
/// that, all that comes after a task would run one by one on the thread that ended it.
/// </summary>
internal sealed class AsyncAwait : Contender
{
    public override Func<Task> Build(TaskGraph graph)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = new Task[graph.Count];
        for (var task = 0; task < tasks.Length; task++)
        {
            tasks[task] = RunAsync(graph.Predecessors[task], tasks, start.Task);
        }

        return () =>
        {
            start.SetResult();
            return Task.WhenAll(graph.Last.Select(task => tasks[task]));
        };
    }

    private static async Task RunAsync(int[] predecessors, Task[] tasks, Task start)
    {
        if (predecessors.Length == 0)
        {
            await start.ConfigureAwait(false);
        }

        foreach (var predecessor in predecessors)
        {
            await tasks[predecessor].ConfigureAwait(false);
        }

        await Task.Run(Work).ConfigureAwait(false);
    }
}
