using System.Globalization;
using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>A graph in the language of Graphviz; nodes are called as tasks are. What may not run is a hexagon, what is skipped is dotted.</summary>
internal static class DotGraph
{
    private const int LongestName = 100;

    /// <summary>The whole text; ends with a line break.</summary>
    public static string Of(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var text = new StringBuilder(
            """
            digraph dagrs {
                charset="UTF-8";
                rankdir=LR;
                node [shape=box, style=rounded, fontname="sans-serif"];

            """);
        foreach (var task in picture.Tasks)
        {
            // The line breaks are ours: those of names are no more than words.
            var label = string.Join("\\n", PictureMarks.All(task, LongestName).Prepend(OneLine.Of(task.Name, LongestName)).Select(Text));
            text.Append(
                CultureInfo.InvariantCulture,
                $"    {Id(task)} [label=\"{label}\", tooltip=\"{Text(OneLine.Of(task.Id) + ": " + OneLine.Of(task.Name))}\"{Style(task)}];\n");
        }

        foreach (var (number, task) in picture.Tasks.Index())
        {
            foreach (var successor in picture.After[number])
            {
                var style = task.IsCritical && picture.Tasks[successor].IsCritical ? " [penwidth=3]" : "";
                text.Append(CultureInfo.InvariantCulture, $"    {Id(task)} -> {Id(picture.Tasks[successor])}{style};\n");
            }
        }

        return text.Append("}\n").ToString();
    }

    private static string Style(PictureTask task)
    {
        var lines = task.IsSkipped ? "dotted" : task.IsGroup ? "dashed" : "";
        return (task.IsConditional ? ", shape=hexagon" : "")
            + (lines.Length > 0 ? $", style=\"rounded,{lines}\"" : "")
            + (task.IsCritical ? ", penwidth=3" : "");
    }

    // Backslashes first: 'a\nb' and an 'a', a line break and a 'b' are two ids.
    private static string Id(PictureTask task) => "\"" + Quotes(OneLine.Of(task.Id.Replace("\\", "\\\\", StringComparison.Ordinal))) + "\"";

    // In texts that are shown Graphviz sees escapes (\N is the node's name) and entities (&amp;).
    private static string Text(string text) => Quotes(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal));

    private static string Quotes(string escaped) => escaped.Replace("\"", "\\\"", StringComparison.Ordinal);
}
