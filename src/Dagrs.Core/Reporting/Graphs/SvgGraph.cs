using System.Globalization;
using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Graphs.Layered;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>A graph as a picture that every browser shows: from left to right, with whole names and what a task comes after as tooltips.</summary>
internal static class SvgGraph
{
    private const int MostNamed = 20; // predecessors in a tooltip

    private const string Style =
        """
        <style>
          .page { fill: #ffffff } .box { fill: #f3f6fb; stroke: #56698a } .group .box { stroke-dasharray: 4 3; fill: #ffffff }
          .line { fill: none; stroke: #8494ad; stroke-width: 1.2 } .head { fill: #8494ad } .name { fill: #16202f } .id { fill: #5c6b82 }
          @media (prefers-color-scheme: dark) {
            .page { fill: #10151d } .box { fill: #1c2635; stroke: #7f93b5 } .group .box { fill: #10151d }
            .line { stroke: #66788f } .head { fill: #66788f } .name { fill: #e8edf5 } .id { fill: #9fb0c8 }
          }
        </style>
        <marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker>

        """;

    /// <summary>The whole document; ends with a line break.</summary>
    public static string Of(Dag dag)
    {
        ArgumentNullException.ThrowIfNull(dag);
        var drawing = Drawing.Of(dag);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.Width:0}" height="{drawing.Height:0}" viewBox="0 0 {drawing.Width:0} {drawing.Height:0}" font-family="system-ui, sans-serif">""");
        svg.Append('\n').Append(Style).Append("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
        foreach (var line in drawing.Lines)
        {
            Append(svg, line);
        }

        foreach (var box in drawing.Boxes)
        {
            Append(svg, dag, box);
        }

        return svg.Append("</svg>\n").ToString();
    }

    // Straight through its own column, so that no wider box there is touched, then in a curve to the next.
    private static void Append(StringBuilder svg, Line line)
    {
        var middle = (line.BendX + line.EndX) / 2;
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line\" d=\"M{line.StartX:0.#} {line.StartY:0.#}");
        if (line.BendX > line.StartX)
        {
            svg.Append(CultureInfo.InvariantCulture, $"H{line.BendX:0.#}");
        }

        svg.Append(CultureInfo.InvariantCulture, $"C{middle:0.#} {line.StartY:0.#} {middle:0.#} {line.EndY:0.#} {line.EndX:0.#} {line.EndY:0.#}\"");
        svg.Append(line.HasHead ? " marker-end=\"url(#head)\"/>\n" : "/>\n");
    }

    // The inner document cuts off what a font makes wider than expected.
    private static void Append(StringBuilder svg, Dag dag, Box box)
    {
        var (label, task) = (box.Label, box.Task);
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{(task.Work is Work.Join ? "task group" : "task")}\"><title>{Escape(Tooltip(dag, task))}</title>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"box\" x=\"{box.X:0.#}\" y=\"{box.Y:0.#}\" width=\"{label.Width:0.#}\" height=\"{label.Height:0.#}\" rx=\"6\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{box.X:0.#}\" y=\"{box.Y:0.#}\" width=\"{label.Width:0.#}\" height=\"{label.Height:0.#}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" x=\"{Label.Margin}\" y=\"18\" font-size=\"{Label.NameSize}\">{Escape(label.Name)}</text>");
        if (label.Id is { } id)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"id\" x=\"{Label.Margin}\" y=\"33\" font-size=\"{Label.IdSize}\">{Escape(id)}</text>");
        }

        svg.Append("</svg></g>\n");
    }

    private static string Tooltip(Dag dag, TaskNode task)
    {
        var after = dag.PredecessorsOf(task);
        var more = after.Count > MostNamed ? $" and {after.Count - MostNamed} more" : "";
        var names = string.Join(", ", after.Take(MostNamed).Select(predecessor => OneLine.Of(predecessor.Id)));
        return $"{OneLine.Of(task.Id)}: {OneLine.Of(task.Name)}" + (after.Count == 0 ? "" : $"\nafter {names}{more}");
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // XML has no way at all to write the last two.
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\ufffe' or '\uffff' => escaped.Append('\ufffd'),
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }
}
