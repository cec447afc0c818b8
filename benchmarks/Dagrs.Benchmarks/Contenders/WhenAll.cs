namespace Dagrs.Benchmarks.Contenders;

/// <summary>A continuation of <see cref="Task.WhenAll(Task[])"/> for each task.</summary>
internal sealed class WhenAll : Contender
{
    public override Func<Task> Build(TaskGraph graph)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = new Task[graph.Count];
        for (var task = 0; task < tasks.Length; task++)
        {
            tasks[task] = Before(graph.Predecessors[task], tasks, start.Task).ContinueWith(static _ => Work(), TaskScheduler.Default);
        }

        return () =>
        {
            start.SetResult();
            return Task.WhenAll(graph.Last.Select(task => tasks[task]));
        };
    }

    private static Task Before(int[] predecessors, Task[] tasks, Task start)
    {
        if (predecessors.Length < 2)
        {
            return predecessors.Length == 0 ? start : tasks[predecessors[0]];
        }

        var before = new Task[predecessors.Length];
        for (var i = 0; i < before.Length; i++)
        {
            before[i] = tasks[predecessors[i]];
        }

        return Task.WhenAll(before);
    }
}
