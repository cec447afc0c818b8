using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// When each task of a run would start and end if all took as long as expected: simulates the rules of a run without running anything. Nothing fails
/// in it.
/// </summary>
internal sealed class Forecast
{
    private readonly TimeSpan[] _starts;

    /// <param name="times">How long tasks take.</param>
    /// <param name="options">How the graph is run.</param>
    /// <exception cref="ArgumentException">A task takes a resource that does not exist, or more of it than there is.</exception>
    public Forecast(ExpectedTimes times, RunOptions options)
    {
        Times = times;
        var dag = times.Dag;
        _starts = new TimeSpan[dag.Tasks.Count];
        var waiting = new int[_starts.Length];
        var remoteTasks = RemoteTasks.Of(dag, options.Remote);
        var pool = new ResourcePool(dag, options.Parallelism, () => options.Memory ?? RunOptions.MemoryOfMachine, options.Resources, remoteTasks);
        var ready = new ReadyTasks(dag, options.Schedule, pool, options.Parallelism > 1 || remoteTasks is not null ? new Ranks(dag.Ranks, times) : null);
        for (var task = 0; task < waiting.Length; task++)
        {
            waiting[task] = dag.Predecessors.CountOf(task);
            if (waiting[task] == 0)
            {
                ready.Add(task);
            }
        }

        var running = new PriorityQueue<int, (TimeSpan End, int Task)>();
        while (true)
        {
            while (ready.TryTake(running.Count == 0, out var task))
            {
                _starts[task] = End;
                running.Enqueue(task, (End + times.Of(task), task));
            }

            if (!running.TryPeek(out _, out var first))
            {
                return;
            }

            End = first.End;
            while (running.TryPeek(out var over, out var at) && at.End == End)
            {
                running.Dequeue();
                ready.GiveBack(over);
                foreach (var next in dag.Successors[over])
                {
                    if (--waiting[next] == 0)
                    {
                        ready.Add(next);
                    }
                }
            }
        }
    }

    /// <summary>How long tasks take.</summary>
    public ExpectedTimes Times { get; }

    /// <summary>When the run ends.</summary>
    public TimeSpan End { get; private set; }

    /// <summary>When a task starts.</summary>
    public TimeSpan StartOf(int task) => _starts[task];
}
