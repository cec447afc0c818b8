using System.Text.Json;
using Dagrs.Core.Reporting.Graphs;
using Dagrs.Core.Reporting.Graphs.Layered;
using Dagrs.Core.Reporting.Recording;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>Where everything of the graph's picture is, laid out as <c>dagrs graph</c> does it; null where there is too much to draw at once.</summary>
internal static class PageGraph
{
    public static void Write(Utf8JsonWriter json, PageTasks tasks)
    {
        var run = tasks.Run;
        if (run.Tasks.Count is 0 or > PageLimits.DrawnTasks || !tasks.HasEdges || tasks.Kept.Count < run.Tasks.Count)
        {
            json.WriteNull("graph");
            return;
        }

        var (dag, places) = RecordedGraph.Of(run);
        var drawing = Drawing.Of(Picture.Of(dag));
        var inOrder = places.Order().ToArray(); // as the picture numbers them
        json.WriteStartObject("graph");
        json.WriteNumber("width", Math.Ceiling(drawing.Width));
        json.WriteNumber("height", Math.Ceiling(drawing.Height));
        json.WriteStartArray("boxes");
        foreach (var box in drawing.Boxes)
        {
            json.WriteStartArray();
            json.WriteNumberValue(inOrder[box.Task]);
            Numbers(json, box.X, box.Y + (box.Label.Height / 2), box.Label.Width, box.Label.Height); // lines end at its middle, to the last digit
            json.WriteStringValue(box.Label.Name);
            json.WriteStringValue(box.Label.Id ?? "");
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (var line in drawing.Lines)
        {
            json.WriteStartArray();
            Numbers(json, line.StartX, line.StartY, line.BendX, line.EndX, line.EndY, line.HasHead ? 1 : 0);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, params ReadOnlySpan<double> numbers)
    {
        foreach (var number in numbers)
        {
            json.WriteNumberValue(Math.Round(number, 1));
        }
    }
}
