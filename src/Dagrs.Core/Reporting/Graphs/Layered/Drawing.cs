using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>Where everything of a graph's picture is: a column a layer, from left to right; tasks without any edge in rows below.</summary>
internal sealed class Drawing
{
    private const double Edge = 20;
    private const double LeastColumnGap = 50;
    private const double MostColumnGap = 130;
    private const double PointHeight = 2;
    private const double Aspect = 1.6; // of the rows below: a screen's

    private readonly List<Box> _boxes = [];
    private readonly List<Line> _lines = [];

    private Drawing()
    {
    }

    public IReadOnlyList<Box> Boxes => _boxes;

    public IReadOnlyList<Line> Lines => _lines;

    public double Width { get; private set; } = Edge;

    public double Height { get; private set; } = Edge;

    public static Drawing Of(Dag dag)
    {
        var layering = new Layering(dag);
        Ordering.Improve(layering);
        var labels = dag.Tasks.Select(Label.Of).ToArray();
        var drawing = new Drawing();
        drawing.AddLayers(dag, layering, labels);
        drawing.AddRows([.. dag.Tasks.Where(task => layering.IsAlone(task.Index)).OrderBy(task => task.Position)], labels);
        drawing.Width += Edge;
        drawing.Height += Edge;
        return drawing;
    }

    private void AddLayers(Dag dag, Layering layering, Label[] labels)
    {
        var middles = Placement.Place(layering, vertex => layering.IsTask(vertex) ? labels[vertex].Height : PointHeight);
        var columns = new (double Left, double Right)[layering.Layers.Count];
        var right = 0.0;
        for (var layer = 0; layer < columns.Length; layer++)
        {
            var left = layer == 0 ? Edge : right + ColumnGap(layering, layer - 1);
            right = left + layering.Layers[layer].Where(layering.IsTask).Select(task => labels[task].Width).DefaultIfEmpty().Max();
            columns[layer] = (left, right);
            foreach (var task in layering.Layers[layer].Where(layering.IsTask))
            {
                Add(new(dag.Tasks[task], labels[task], left, Edge + middles[task] - (labels[task].Height / 2)));
            }
        }

        foreach (var vertex in layering.Layers.SelectMany(layer => layer))
        {
            var (left, bend) = columns[layering.LayerOf(vertex)];
            var start = layering.IsTask(vertex) ? left + labels[vertex].Width : left;
            foreach (var next in layering.After[vertex])
            {
                _lines.Add(new(start, Edge + middles[vertex], bend, columns[layering.LayerOf(next)].Left, Edge + middles[next], layering.IsTask(next)));
            }

            Height = Math.Max(Height, Edge + middles[vertex]);
        }
    }

    // The more lines, the more room they need to be told apart.
    private static double ColumnGap(Layering layering, int layer) =>
        Math.Clamp(LeastColumnGap + layering.Layers[layer].Sum(vertex => layering.After[vertex].Count), LeastColumnGap, MostColumnGap);

    private void AddRows(IReadOnlyList<TaskNode> tasks, Label[] labels)
    {
        var area = tasks.Sum(task => (labels[task.Index].Width + Placement.Gap) * (labels[task.Index].Height + Placement.Gap));
        var width = Math.Max(Width - Edge, Math.Sqrt(area * Aspect));
        var (x, y, rowHeight) = (Edge, _boxes.Count == 0 ? Edge : Height + Placement.Gap, 0.0);
        foreach (var task in tasks)
        {
            var label = labels[task.Index];
            if (x > Edge && x + label.Width > Edge + width)
            {
                (x, y, rowHeight) = (Edge, y + rowHeight + Placement.Gap, 0);
            }

            Add(new(task, label, x, y));
            x += label.Width + Placement.Gap;
            rowHeight = Math.Max(rowHeight, label.Height);
        }
    }

    private void Add(Box box)
    {
        _boxes.Add(box);
        Width = Math.Max(Width, box.X + box.Label.Width);
        Height = Math.Max(Height, box.Y + box.Label.Height);
    }
}
