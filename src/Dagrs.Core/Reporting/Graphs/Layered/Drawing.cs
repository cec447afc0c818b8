namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>The layout of a graph: one column per layer, from left to right; tasks without edges in rows below.</summary>
internal sealed class Drawing
{
    private const double Edge = 20;
    private const double LeastColumnGap = 50;
    private const double MostColumnGap = 130;
    private const double PointHeight = 2;
    private const double Aspect = 1.6; // of the rows below: that of a screen
    private const double Page = 1500; // the width of a picture that a screen shows at once, roughly
    private const double LeastText = 240;

    private readonly List<Box> _boxes = [];
    private readonly List<Line> _lines = [];

    private Drawing()
    {
    }

    public IReadOnlyList<Box> Boxes => _boxes;

    public IReadOnlyList<Line> Lines => _lines;

    public double Width { get; private set; } = Edge;

    public double Height { get; private set; } = Edge;

    public static Drawing Of(Picture picture)
    {
        var layering = new Layering(picture);
        Ordering.Improve(layering);
        var most = MostText(picture, layering);
        var labels = picture.Tasks.Select((task, number) => Label.Of(task, layering.IsAlone(number) ? Page : most)).ToArray();
        var drawing = new Drawing();
        drawing.AddLayers(layering, labels);
        drawing.AddRows([.. Enumerable.Range(0, labels.Length).Where(layering.IsAlone)], labels);
        drawing.Width += Edge;
        drawing.Height += Edge;
        return drawing;
    }

    // The widest text allowed: narrow columns leave their share of the page to the others.
    private static double MostText(Picture picture, Layering layering)
    {
        var wishes = layering.Layers.Select(layer => (long)layer.Where(layering.IsTask).Select(task => Label.WantedText(picture.Tasks[task])).DefaultIfEmpty().Max()).ToList();
        return Math.Max(LeastText, Shares.Of((long)(Page - (layering.Layers.Count * (LeastColumnGap + (2 * Label.Margin)))), wishes));
    }

    private void AddLayers(Layering layering, Label[] labels)
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
                Add(new(task, labels[task], left, Edge + middles[task] - (labels[task].Height / 2)));
            }
        }

        foreach (var vertex in layering.Layers.SelectMany(layer => layer))
        {
            var (left, bend) = columns[layering.LayerOf(vertex)];
            var start = layering.IsTask(vertex) ? left + labels[vertex].Width : left;
            foreach (var next in layering.After[vertex])
            {
                _lines.Add(new(start, Edge + middles[vertex], bend, columns[layering.LayerOf(next)].Left, Edge + middles[next], layering.IsTask(next)) { From = vertex, To = next });
            }

            Height = Math.Max(Height, Edge + middles[vertex]);
        }
    }

    // More lines need more space to be told apart.
    private static double ColumnGap(Layering layering, int layer) =>
        Math.Clamp(LeastColumnGap + layering.Layers[layer].Sum(vertex => layering.After[vertex].Count), LeastColumnGap, MostColumnGap);

    private void AddRows(IReadOnlyList<int> tasks, Label[] labels)
    {
        var area = tasks.Sum(task => (labels[task].Width + Placement.Gap) * (labels[task].Height + Placement.Gap));
        var width = Math.Max(Width - Edge, Math.Sqrt(area * Aspect));
        var (x, y, rowHeight) = (Edge, _boxes.Count == 0 ? Edge : Height + Placement.Gap, 0.0);
        foreach (var task in tasks)
        {
            var label = labels[task];
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
