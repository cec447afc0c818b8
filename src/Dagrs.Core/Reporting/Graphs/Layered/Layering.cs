namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>
/// A layered graph, in which every line leads from one layer to the next: where an edge spans several layers, a dummy vertex (point) stands for it in
/// each. All long edges of a task share their points. Vertices are numbers: first the tasks, then the points.
/// </summary>
internal sealed class Layering
{
    private const int MostPoints = 100_000; // with more, long edges go straight to their targets

    private readonly List<int> _layers;

    public Layering(Picture picture)
    {
        TaskCount = picture.Tasks.Count;
        _layers = [.. LayersOf(picture)];
        After = [.. _layers.Select(_ => new List<int>())];
        var spans = Enumerable.Range(0, TaskCount).Sum(task => (long)Math.Max(0, LastLayerAfter(picture, task) - _layers[task] - 1));
        for (var task = 0; task < TaskCount; task++)
        {
            Connect(task, picture.After[task], withPoints: spans <= MostPoints);
        }

        Before = [.. _layers.Select(_ => new List<int>())];
        for (var vertex = 0; vertex < After.Count; vertex++)
        {
            After[vertex].ForEach(next => Before[next].Add(vertex));
        }

        Layers = [.. Enumerable.Range(0, _layers.Count == 0 ? 0 : _layers.Max() + 1).Select(_ => new List<int>())];
        for (var task = 0; task < TaskCount; task++)
        {
            if (!IsAlone(task))
            {
                Layers[_layers[task]].Add(task);
            }
        }

        for (var point = TaskCount; point < _layers.Count; point++)
        {
            Layers[_layers[point]].Add(point);
        }
    }

    public int TaskCount { get; }

    public int Count => _layers.Count;

    /// <summary>The vertices of each layer, from top to bottom; tasks without edges are in none.</summary>
    public IReadOnlyList<List<int>> Layers { get; }

    /// <summary>For each vertex the targets of its outgoing lines.</summary>
    public List<List<int>> After { get; }

    /// <summary>For each vertex the sources of its incoming lines.</summary>
    public List<List<int>> Before { get; }

    public int LayerOf(int vertex) => _layers[vertex];

    public bool IsTask(int vertex) => vertex < TaskCount;

    public bool IsAlone(int vertex) => Before[vertex].Count == 0 && After[vertex].Count == 0;

    // A layer is the depth, except that a task without predecessors is right before its first dependent, to keep its lines short.
    private static int[] LayersOf(Picture picture)
    {
        var layers = picture.Depths.ToArray();
        for (var task = 0; task < layers.Length; task++)
        {
            if (picture.Before[task].Count == 0 && picture.After[task].Count > 0)
            {
                layers[task] = picture.After[task].Min(next => layers[next]) - 1;
            }
        }

        return layers;
    }

    private int LastLayerAfter(Picture picture, int task) => picture.After[task].Select(next => _layers[next]).DefaultIfEmpty().Max();

    private void Connect(int task, IReadOnlyList<int> successors, bool withPoints)
    {
        var points = new List<int> { task };
        foreach (var successor in successors)
        {
            var passed = withPoints ? _layers[successor] - _layers[task] - 1 : 0;
            while (points.Count <= passed)
            {
                var point = _layers.Count;
                _layers.Add(_layers[task] + points.Count);
                After.Add([]);
                After[points[^1]].Add(point);
                points.Add(point);
            }

            After[points[passed]].Add(successor);
        }
    }
}
