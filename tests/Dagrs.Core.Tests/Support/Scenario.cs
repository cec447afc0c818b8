using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Support;

/// <summary>A graph with all that happens in it, and how it is run. What follows from it is worked out here, without the product.</summary>
internal sealed record Scenario(IReadOnlyList<ScenarioTask> Tasks)
{
    public static TimeSpan Grace { get; } = 2 * TimedCommand.Unit;

    public int Jobs { get; init; } = 4;

    public FailureMode Mode { get; init; }

    public Schedule Schedule { get; init; }

    /// <summary>For each task the edges on the longest path to it.</summary>
    public int[] Depths()
    {
        var depths = new int[Tasks.Count];
        for (var task = 0; task < depths.Length; task++)
        {
            depths[task] = Tasks[task].After.Select(before => depths[before] + 1).DefaultIfEmpty(0).Max();
        }

        return depths;
    }

    /// <summary>For each task the edges on the longest path from it.</summary>
    public int[] Heights()
    {
        var heights = new int[Tasks.Count];
        for (var task = heights.Length - 1; task >= 0; task--)
        {
            foreach (var before in Tasks[task].After)
            {
                heights[before] = Math.Max(heights[before], heights[task] + 1);
            }
        }

        return heights;
    }

    /// <summary>For each task all those before it, near or far.</summary>
    public HashSet<int>[] Ancestors()
    {
        var ancestors = new HashSet<int>[Tasks.Count];
        for (var task = 0; task < ancestors.Length; task++)
        {
            ancestors[task] = [.. Tasks[task].After, .. Tasks[task].After.SelectMany(before => ancestors[before])];
        }

        return ancestors;
    }

    public Dag Build()
    {
        var builder = new DagBuilder();
        var nodes = new List<TaskNode>();
        for (var task = 0; task < Tasks.Count; task++)
        {
            Work work = Tasks[task].IsGroup ? Work.Join.Instance : new Work.Execute(new Command.Shell(Tasks[task].Script));
            nodes.Add(builder.Add(new TaskSpec($"t{task}", $"t{task}", work), [.. Tasks[task].After.Select(before => nodes[before])]));
        }

        return builder.Build();
    }

    /// <summary>The same without one task; what came after it comes after what it came after.</summary>
    public Scenario Without(int gone) => this with
    {
        Tasks = [.. Tasks.Where((_, task) => task != gone).Select(task => task with
        {
            After = [.. task.After.SelectMany(before => before == gone ? Tasks[gone].After : [before]).Distinct().Select(before => before > gone ? before - 1 : before)],
        })],
    };

    public override string ToString() =>
        $"-j {Jobs} {Mode} {Schedule}\n{string.Concat(Tasks.Select((task, index) => $"  t{index}: {task}\n"))}";
}
