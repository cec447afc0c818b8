using System.Globalization;
using System.Text;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Graphs.Layered;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>
/// A graph as an SVG picture that every browser shows: from left to right, with the predecessors of a task as a tooltip. A conditional task has cut
/// corners, a skipped one a dotted outline; a picture of a run has states, times and the critical path.
/// </summary>
internal static class SvgGraph
{
    private const int MostNamed = 20; // predecessors in a tooltip
    private const double Corner = 9;

    /// <summary>The whole document; ends with a line break.</summary>
    public static string Of(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var drawing = Drawing.Of(picture);
        var ways = new Ways(picture, drawing);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.Width:0}" height="{drawing.Height:0}" viewBox="0 0 {drawing.Width:0} {drawing.Height:0}" font-family="system-ui, sans-serif">""");
        svg.Append('\n').Append(SvgStyle.Text).Append("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
        foreach (var line in drawing.Lines)
        {
            svg.Append("<path class=\"line\" d=\"");
            AppendLine(svg, line);
            svg.Append(line.HasHead ? "\" marker-end=\"url(#head)\"/>\n" : "\"/>\n");
        }

        AppendCriticalPath(svg, picture, ways);
        foreach (var box in drawing.Boxes)
        {
            Append(svg, picture, box, ways);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendCriticalPath(StringBuilder svg, Picture picture, Ways ways)
    {
        for (var task = 0; task < picture.Tasks.Count; task++)
        {
            foreach (var before in picture.Before[task].Where(before => picture.Tasks[task].IsCritical && picture.Tasks[before].IsCritical))
            {
                AppendWay(svg, "line path", ways.Between(before, task));
            }
        }
    }

    private static void AppendWay(StringBuilder svg, string kind, IEnumerable<Line> lines)
    {
        var start = svg.Length;
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{kind}\" d=\"");
        var before = svg.Length;
        foreach (var line in lines)
        {
            AppendLine(svg, line);
        }

        if (svg.Length == before)
        {
            svg.Length = start;
            return;
        }

        svg.Append("\"/>\n");
    }

    // Straight through its own column, so that it does not touch a wider box there, then curved to the next.
    private static void AppendLine(StringBuilder svg, Line line)
    {
        var middle = (line.BendX + line.EndX) / 2;
        svg.Append(CultureInfo.InvariantCulture, $"M{line.StartX:0.#} {line.StartY:0.#}");
        if (line.BendX > line.StartX)
        {
            svg.Append(CultureInfo.InvariantCulture, $"H{line.BendX:0.#}");
        }

        svg.Append(CultureInfo.InvariantCulture, $"C{middle:0.#} {line.StartY:0.#} {middle:0.#} {line.EndY:0.#} {line.EndX:0.#} {line.EndY:0.#}");
    }

    // The inner document clips text that is wider than expected.
    private static void Append(StringBuilder svg, Picture picture, Box box, Ways ways)
    {
        var (label, task) = (box.Label, picture.Tasks[box.Task]);
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{Classes(task)}\"><title>{XmlText.Content(Tooltip(picture, box.Task))}</title>");
        AppendOutline(svg, box, task.IsConditional);
        svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{box.X:0.#}\" y=\"{box.Y:0.#}\" width=\"{label.Width:0.#}\" height=\"{label.Height:0.#}\">");
        var y = Label.FirstLine;
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" x=\"{Label.Margin}\" y=\"{y}\" font-size=\"{Label.NameSize}\">{XmlText.Content(label.Name)}</text>");
        foreach (var (kind, text) in label.Marks.Select(mark => ("mark", mark)).Prepend(("id", label.Id ?? "")).Where(line => line.Item2.Length > 0))
        {
            y += Label.NextLine;
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{Label.Margin}\" y=\"{y}\" font-size=\"{Label.IdSize}\">{XmlText.Content(text)}</text>");
        }

        svg.Append("</svg>");
        AppendWay(svg, "way in", ways.In(box.Task));
        AppendWay(svg, "way out", ways.Out(box.Task));
        svg.Append("</g>\n");
    }

    private static void AppendOutline(StringBuilder svg, Box box, bool hasCutCorners)
    {
        var (x, y, width, height) = (box.X, box.Y, box.Label.Width, box.Label.Height);
        _ = hasCutCorners
            ? svg.Append(CultureInfo.InvariantCulture, $"<path class=\"box\" d=\"M{x + Corner:0.#} {y:0.#}H{x + width - Corner:0.#}l{Corner} {Corner}V{y + height - Corner:0.#}l-{Corner} {Corner}H{x + Corner:0.#}l-{Corner} -{Corner}V{y + Corner:0.#}z\"/>")
            : svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"box\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"6\"/>");
    }

    private static string Classes(PictureTask task)
    {
        var state = task.State switch
        {
            null or TaskState.Pending or TaskState.Running => "",
            TaskState.Succeeded or TaskState.UpToDate => " succeeded",
            TaskState.Failed or TaskState.TimedOut => " failed",
            TaskState.FailedAllowed or TaskState.Canceled => " suffered",
            _ => " idle",
        };
        return "task" + (task.IsGroup ? " group" : "") + (task.IsSkipped ? " skipped" : "") + (task.IsCritical ? " critical" : "") + state;
    }

    private static string Tooltip(Picture picture, int number)
    {
        var task = picture.Tasks[number];
        var after = picture.Before[number];
        var more = after.Count > MostNamed ? $" and {after.Count - MostNamed} more" : "";
        var names = string.Join(", ", after.Take(MostNamed).Select(predecessor => OneLine.Of(picture.Tasks[predecessor].Id)));
        var lines = new List<string> { $"{OneLine.Of(task.Id)}: {OneLine.Of(task.Name)}" };
        lines.AddRange(after.Count == 0 ? [] : [$"after {names}{more}"]);
        lines.AddRange(PictureMarks.All(task));
        if (task.State is not (null or TaskState.Succeeded) && task.Words.Length > 0)
        {
            lines.Add(OneLine.Of(task.Words));
        }

        return string.Join('\n', lines);
    }
}
