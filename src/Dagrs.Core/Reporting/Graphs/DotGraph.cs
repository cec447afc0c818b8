using System.Globalization;
using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>A graph in the language of Graphviz; nodes are called as tasks are.</summary>
internal static class DotGraph
{
    private const int LongestName = 100;

    /// <summary>The whole text; ends with a line break.</summary>
    public static string Of(Dag dag)
    {
        ArgumentNullException.ThrowIfNull(dag);
        var tasks = dag.Tasks.OrderBy(task => task.Position).ToList();
        var text = new StringBuilder(
            """
            digraph dagrs {
                charset="UTF-8";
                rankdir=LR;
                node [shape=box, style=rounded, fontname="sans-serif"];

            """);
        foreach (var task in tasks)
        {
            var style = task.Work is Work.Join ? ", style=\"rounded,dashed\"" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"    {Id(task)} [label={Text(OneLine.Of(task.Name, LongestName))}, tooltip={Text(OneLine.Of(task.Id) + ": " + OneLine.Of(task.Name))}{style}];\n");
        }

        foreach (var task in tasks)
        {
            foreach (var successor in dag.SuccessorsOf(task))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Id(task)} -> {Id(successor)};\n");
            }
        }

        return text.Append("}\n").ToString();
    }

    // Backslashes first: 'a\nb' and an 'a', a line break and a 'b' are two ids.
    private static string Id(TaskNode task) => Quote(OneLine.Of(task.Id.Replace("\\", "\\\\", StringComparison.Ordinal)));

    // In texts that are shown Graphviz sees escapes (\N is the node's name) and entities (&amp;).
    private static string Text(string text) =>
        Quote(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal));

    private static string Quote(string escaped) => "\"" + escaped.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
