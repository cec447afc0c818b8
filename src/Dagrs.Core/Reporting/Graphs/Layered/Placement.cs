namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>Sets the vertical position of each vertex: as near to its neighbours as the order of its layer and the gaps between boxes allow.</summary>
internal static class Placement
{
    public const double Gap = 14;

    private const int Sweeps = 12;

    /// <summary>The vertical centre of each vertex; the topmost is at 0.</summary>
    /// <param name="layering">Layers in their final order.</param>
    /// <param name="heightOf">The height of a vertex.</param>
    public static double[] Place(Layering layering, Func<int, double> heightOf)
    {
        var middles = new double[layering.Count];
        foreach (var layer in layering.Layers)
        {
            Settle(layer, middles, heightOf, vertex => 0);
        }

        // The last sweep considers both neighbouring layers.
        for (var sweep = 0; sweep <= Sweeps; sweep++)
        {
            var forward = sweep % 2 == 0;
            foreach (var layer in forward ? layering.Layers : layering.Layers.Reverse())
            {
                Settle(layer, middles, heightOf, vertex => Wanted(layering, vertex, middles, sweep == Sweeps, forward));
            }
        }

        var top = Enumerable.Range(0, layering.Count).Where(vertex => !layering.IsAlone(vertex)).Select(vertex => middles[vertex] - (heightOf(vertex) / 2)).DefaultIfEmpty().Min();
        return [.. middles.Select(middle => middle - top)];
    }

    private static double Wanted(Layering layering, int vertex, double[] middles, bool bothWays, bool forward)
    {
        IEnumerable<int> neighbours = bothWays ? layering.Before[vertex].Concat(layering.After[vertex]) : forward ? layering.Before[vertex] : layering.After[vertex];
        return neighbours.Select(neighbour => middles[neighbour]).DefaultIfEmpty(middles[vertex]).Average();
    }

    // Minimises the sum of squared distances from the wanted positions. With the required gaps subtracted, this is isotonic regression,
    // solved by pooling adjacent violators.
    private static void Settle(List<int> layer, double[] middles, Func<int, double> heightOf, Func<int, double> wanted)
    {
        var offsets = new double[layer.Count];
        var blocks = new Stack<(double Mean, int Count)>();
        for (var i = 0; i < layer.Count; i++)
        {
            offsets[i] = i == 0 ? 0 : offsets[i - 1] + ((heightOf(layer[i - 1]) + heightOf(layer[i])) / 2) + Gap;
            var (mean, count) = (wanted(layer[i]) - offsets[i], 1);
            while (blocks.TryPeek(out var above) && above.Mean > mean)
            {
                blocks.Pop();
                mean = ((above.Mean * above.Count) + (mean * count)) / (above.Count + count);
                count += above.Count;
            }

            blocks.Push((mean, count));
        }

        var next = layer.Count;
        foreach (var (mean, count) in blocks)
        {
            for (var i = 0; i < count; i++)
            {
                next--;
                middles[layer[next]] = mean + offsets[next];
            }
        }
    }
}
