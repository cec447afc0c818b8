using Dagrs.Core.Events.Recording;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>
/// A graph to be drawn; tasks are indexes in file order. It comes from a file, or from a run, which adds the outcome of each task. It knows no output
/// format. Immutable.
/// </summary>
internal sealed class Picture
{
    private Picture(PictureTask[] tasks)
    {
        Tasks = tasks;
        Before = new IReadOnlyList<int>[tasks.Length];
        After = new List<int>[tasks.Length];
        Depths = new int[tasks.Length];
    }

    /// <summary>All tasks.</summary>
    public IReadOnlyList<PictureTask> Tasks { get; }

    /// <summary>For each task its predecessors, in the order given.</summary>
    public IReadOnlyList<int>[] Before { get; }

    /// <summary>For each task its dependents, in file order.</summary>
    public IReadOnlyList<int>[] After { get; }

    /// <summary>For each task the number of edges on the longest path from a task without predecessors.</summary>
    public int[] Depths { get; }

    /// <summary>The number of edges.</summary>
    public int EdgeCount => After.Sum(after => after.Count);

    /// <summary>True when it is from a run.</summary>
    public bool IsOfRun { get; private init; }

    /// <summary>The tasks and edges of a graph.</summary>
    public static Picture Of(Dag dag)
    {
        ArgumentNullException.ThrowIfNull(dag);
        var tasks = dag.Tasks.OrderBy(task => task.Position).ToList();
        var places = new Dictionary<TaskNode, int>();
        foreach (var task in tasks)
        {
            places.Add(task, places.Count);
        }

        var picture = new Picture([.. tasks.Select(TaskOf)]);
        picture.Connect(task => [.. dag.PredecessorsOf(tasks[task]).Select(before => places[before])]);
        return picture;
    }

    /// <summary>The same with states, times and the critical path.</summary>
    /// <exception cref="InvalidDataException">It has a cycle, so another program wrote it.</exception>
    public static Picture Of(RecordedRun run)
    {
        var critical = run.CriticalPath.ToHashSet();
        var picture = new Picture([.. run.Tasks.Select((task, index) => TaskOf(task) with { IsCritical = critical.Contains(index) && task.State.WasStarted() })]) { IsOfRun = true };
        picture.Connect(task => run.Tasks[task].After);
        return picture;
    }

    private static PictureTask TaskOf(TaskNode task) => new(task.Id, task.Name)
    {
        IsGroup = task.Work is Work.Join,
        IsInteractive = task.Settings.Interactive,
        IsService = task.IsService,
        When = task.Settings.When.Word(),
        Condition = task.Spec?.Late?.Condition,
        Skipped = task.Spec?.SkippedBecause,
        Matrix = task.Spec?.Matrix,
        Tags = task.Tags,
    };

    private static PictureTask TaskOf(RecordedTask task) => new(task.Id, task.Name)
    {
        IsGroup = task.Kind == "group",
        IsInteractive = task.IsInteractive,
        IsService = task.IsService,
        When = task.When,
        Condition = task.If,
        Tags = task.Tags,
        State = task.State,
        Words = task.Words,
        Duration = task.State.WasStarted() ? task.Duration : null,
    };

    private void Connect(Func<int, IReadOnlyList<int>> before)
    {
        var after = (List<int>[])After;
        for (var task = 0; task < after.Length; task++)
        {
            after[task] = [];
        }

        for (var task = 0; task < after.Length; task++)
        {
            Before[task] = before(task);
            foreach (var predecessor in Before[task])
            {
                if (predecessor < 0 || predecessor >= after.Length)
                {
                    throw new InvalidDataException($"task '{OneLine.Of(Tasks[task].Id)}' depends on a task that is not in the graph");
                }

                after[predecessor].Add(task);
            }
        }

        MeasureDepths();
    }

    private void MeasureDepths()
    {
        var left = Before.Select(before => before.Count).ToArray();
        var ready = new Queue<int>(Enumerable.Range(0, left.Length).Where(task => left[task] == 0));
        var count = 0;
        while (ready.TryDequeue(out var task))
        {
            count++;
            foreach (var next in After[task])
            {
                Depths[next] = Math.Max(Depths[next], Depths[task] + 1);
                if (--left[next] == 0)
                {
                    ready.Enqueue(next);
                }
            }
        }

        if (count < left.Length)
        {
            throw new InvalidDataException("its tasks form a cycle");
        }
    }
}
