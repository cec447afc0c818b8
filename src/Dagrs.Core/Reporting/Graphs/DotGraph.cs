using System.Globalization;
using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>A graph in the DOT language of Graphviz; node names are task ids. A conditional task is a hexagon, a skipped one is dotted.</summary>
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
            // The line breaks are ours: those in names have been removed.
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

    // Escape backslashes first: 'a\nb' and 'a', a line break and 'b' are two different ids.
    private static string Id(PictureTask task) => "\"" + Quotes(OneLine.Of(task.Id.Replace("\\", "\\\\", StringComparison.Ordinal))) + "\"";

    // In labels Graphviz interprets escapes (\N is the node's name) and entities (&amp;).
    private static string Text(string text) => Quotes(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal));

    private static string Quotes(string escaped) => escaped.Replace("\"", "\\\"", StringComparison.Ordinal);
}
