using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Reporting.Graphs;

/// <summary>Graphs to be drawn.</summary>
internal static class GraphShapes
{
    private static readonly Work Work = new Work.Execute(new Command.Shell("true"));

    /// <summary>Tasks called by nasty names, each after one before it.</summary>
    public static Dag Nasty()
    {
        var builder = new DagBuilder();
        var tasks = new List<TaskNode>();
        foreach (var name in NastyNames.All)
        {
            TaskNode[] after = tasks.Count == 0 ? [] : [tasks[tasks.Count / 2]];
            tasks.Add(builder.Add(new TaskSpec(name, name, Work) { Tags = [name] }, after));
        }

        return builder.Build();
    }

    /// <summary>Random tasks, each after up to three of those before it.</summary>
    public static Dag Random(int count, int reach, int seed = 1)
    {
        var random = new Random(seed);
        return Of(count, task => [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(Math.Max(0, task - reach), Math.Max(1, task))).Where(before => before < task)]);
    }

    public static Dag Chain(int count) => Of(count, task => task == 0 ? [] : [task - 1]);

    public static Dag Apart(int count) => Of(count, _ => []);

    public static Dag Of(int count, Func<int, int[]> after)
    {
        var builder = new DagBuilder();
        var tasks = new List<TaskNode>();
        for (var task = 0; task < count; task++)
        {
            tasks.Add(builder.Add(new TaskSpec($"task-{task}", $"Task number {task}", Work), [.. after(task).Select(before => tasks[before])]));
        }

        return builder.Build();
    }
}
