using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>The topological order of a graph as one line: <c>[Start] -> A -> B -> [End]</c>.</summary>
internal static class OrderText
{
    /// <summary>Longer lists of tasks are cut in the middle.</summary>
    public const int MostShown = 20;

    /// <summary>The line, with the middle of a long one left out.</summary>
    public static string Cut(Dag dag) => dag.Tasks.Count <= MostShown
        ? Whole(dag)
        : Line([.. dag.Order.Take(MostShown / 2).Select(Name), "...", .. dag.Order.TakeLast(MostShown / 2).Select(Name)]);

    /// <summary>The whole line, however long.</summary>
    public static string Whole(Dag dag) => Line(dag.Order.Select(Name));

    private static string Name(TaskNode task) => OneLine.Of(task.Name);

    private static string Line(IEnumerable<string> names) => string.Join(" -> ", names.Prepend("[Start]").Append("[End]"));
}
