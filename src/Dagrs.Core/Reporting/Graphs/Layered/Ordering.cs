namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>
/// Orders the vertices of each layer to reduce crossings, by repeated barycentre sweeps (mean position of the neighbours), and keeps the best result.
/// </summary>
internal sealed class Ordering
{
    private const int MostSweeps = 24;
    private const long MostWork = 20_000_000; // vertices and lines visited

    private readonly Layering _layering;
    private readonly int[] _places;

    private Ordering(Layering layering)
    {
        _layering = layering;
        _places = new int[layering.Count];
        foreach (var layer in layering.Layers)
        {
            Number(layer);
        }
    }

    /// <summary>Reorders the layers in place.</summary>
    public static void Improve(Layering layering)
    {
        var ordering = new Ordering(layering);
        var lines = layering.After.Sum(after => (long)after.Count);
        var sweeps = (int)Math.Clamp(MostWork / (layering.Count + lines + 1), 2, MostSweeps);
        var best = layering.Layers.Select(layer => layer.ToArray()).ToArray();
        var least = ordering.Crossings();
        for (var sweep = 0; sweep < sweeps && least > 0; sweep++)
        {
            ordering.Sweep(forward: sweep % 2 == 0);
            if (ordering.Crossings() is var crossings && crossings < least)
            {
                least = crossings;
                best = [.. layering.Layers.Select(layer => layer.ToArray())];
            }
        }

        for (var layer = 0; layer < best.Length; layer++)
        {
            layering.Layers[layer].Clear();
            layering.Layers[layer].AddRange(best[layer]);
        }
    }

    private void Sweep(bool forward)
    {
        var layers = _layering.Layers;
        for (var i = 1; i < layers.Count; i++)
        {
            var layer = layers[forward ? i : layers.Count - 1 - i];
            var neighbours = forward ? _layering.Before : _layering.After;
            var sorted = layer.OrderBy(vertex => neighbours[vertex].Count == 0 ? _places[vertex] : neighbours[vertex].Average(neighbour => _places[neighbour])).ToList();
            layer.Clear();
            layer.AddRange(sorted);
            Number(layer);
        }
    }

    private void Number(List<int> layer)
    {
        for (var place = 0; place < layer.Count; place++)
        {
            _places[layer[place]] = place;
        }
    }

    /// <summary>The number of pairs of lines that cross: for each line, those that begin above it and end below it, counted in a Fenwick tree.</summary>
    private long Crossings()
    {
        var crossings = 0L;
        for (var i = 0; i + 1 < _layering.Layers.Count; i++)
        {
            var sums = new int[_layering.Layers[i + 1].Count + 1];
            var total = 0;
            foreach (var vertex in _layering.Layers[i])
            {
                foreach (var next in _layering.After[vertex].Where(next => _layering.LayerOf(next) == i + 1))
                {
                    var upTo = 0;
                    for (var at = _places[next] + 1; at > 0; at -= at & -at)
                    {
                        upTo += sums[at];
                    }

                    crossings += total - upTo;
                }

                foreach (var next in _layering.After[vertex].Where(next => _layering.LayerOf(next) == i + 1))
                {
                    total++;
                    for (var at = _places[next] + 1; at < sums.Length; at += at & -at)
                    {
                        sums[at]++;
                    }
                }
            }
        }

        return crossings;
    }
}
