using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Reporting.Graphs;
using Dagrs.Core.Reporting.Graphs.Layered;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The layout of the graph, the same as in <c>dagrs graph</c>; null where it is too large to draw at once.</summary>
internal static class PageGraph
{
    public static void Write(Utf8JsonWriter json, PageTasks tasks)
    {
        var run = tasks.Run;
        if (run.Tasks.Count is 0 or > PageLimits.DrawnTasks || !tasks.HasEdges || tasks.Kept.Count < run.Tasks.Count || PictureOf(run) is not { } picture)
        {
            json.WriteNull("graph");
            return;
        }

        var drawing = Drawing.Of(picture);
        json.WriteStartObject("graph");
        json.WriteNumber("width", Math.Ceiling(drawing.Width));
        json.WriteNumber("height", Math.Ceiling(drawing.Height));
        json.WriteStartArray("boxes");
        foreach (var box in drawing.Boxes)
        {
            Write(json, box);
        }

        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (var line in drawing.Lines)
        {
            json.WriteStartArray();
            Numbers(json, line.StartX, line.StartY, line.BendX, line.EndX, line.EndY, line.HasHead ? 1 : 0, line.From, line.To);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A run written by another program may have a cycle; the rest of the page does not need a graph.
    private static Picture? PictureOf(RecordedRun run)
    {
        try
        {
            return Picture.Of(run);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, Box box)
    {
        json.WriteStartArray();
        Numbers(json, box.Task, box.X, box.Y, box.Label.Width, box.Label.Height);
        json.WriteStringValue(box.Label.Name);
        json.WriteStringValue(box.Label.Id ?? "");
        foreach (var mark in box.Label.Marks)
        {
            json.WriteStringValue(mark);
        }

        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, params ReadOnlySpan<double> numbers)
    {
        foreach (var number in numbers)
        {
            json.WriteNumberValue(Math.Round(number, 1));
        }
    }
}
