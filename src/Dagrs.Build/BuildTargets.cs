using Dagrs.Console.Terminals;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Build;

/// <summary>The tasks that a command line selects.</summary>
/// <param name="IsAll">True when it selects every task.</param>
/// <param name="Named">The selected tasks, without their dependencies.</param>
internal sealed record BuildTargets(bool IsAll, IReadOnlyList<TaskNode> Named)
{
    /// <summary>The name of the task that runs when none is named, if it exists.</summary>
    public const string Default = "default";

    private const int LongestCommand = 100;

    /// <summary>Resolves the words of a command line.</summary>
    /// <param name="dag">The tasks.</param>
    /// <param name="words">Ids and globs.</param>
    /// <exception cref="UnknownTaskException">Some words match no task; carries all of them.</exception>
    public static BuildTargets Find(Dag dag, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return dag.Find(Default) is { } usual ? new(false, [usual]) : new(true, []);
        }

        var (named, unknown) = (new List<TaskNode>(), new List<UnknownTask>());
        foreach (var word in words)
        {
            var before = named.Count;
            if (dag.Find(word) is { } task)
            {
                named.Add(task);
            }
            else if (Glob.IsGlob(word))
            {
                var glob = new Glob(word);
                named.AddRange(dag.Tasks.Where(candidate => glob.Matches(candidate.Id)));
            }

            if (named.Count == before)
            {
                unknown.Add(dag.Unknown(word));
            }
        }

        return unknown.Count == 0 ? new(false, [.. named.Distinct()]) : throw new UnknownTaskException(unknown);
    }

    /// <summary>A table of tasks, one line each: the id, and what runs.</summary>
    public static string List(IEnumerable<TaskNode> tasks) => TaskTable.Of([.. tasks.OrderBy(task => task.Position).Select(RowOf)]);

    private static TaskTable.Row RowOf(TaskNode task) =>
        new(OneLine.Of(task.Id), task.Name == task.Id ? "" : OneLine.Of(task.Name), task.Command is { } command ? OneLine.Of(command.Text, LongestCommand) : task.IsGroup ? "(a group)" : "(C#)");
}
