using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Support;

/// <summary>Graphs and tasks in few words.</summary>
internal static class Nodes
{
    /// <summary>A graph of groups: each text is an id and, after a colon, what it comes after.</summary>
    public static Dag Graph(params string[] tasks)
    {
        var builder = new DagBuilder();
        var nodes = new Dictionary<string, TaskNode>();
        foreach (var task in tasks)
        {
            var words = task.Split(':');
            TaskNode[] after = words.Length == 1 ? [] : [.. words[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => nodes[id])];
            nodes[words[0]] = builder.Add(new TaskSpec(words[0], words[0], Work.Join.Instance), after);
        }

        return builder.Build();
    }

    public static TaskNode One(string id = "a") => Graph(id).Tasks[0];

    public static TaskSpec Sh(string id, string script) => new(id, id, new Work.Execute(new Command.Shell(script)));

    public static TaskSpec Run(string id, params string[] words) => new(id, id, new Work.Execute(new Command.Program(words)));

    public static TaskSpec Group(string id) => new(id, id, Work.Join.Instance);
}
