namespace Dagrs.Benchmarks;

/// <summary>A graph as all contenders get it: names, and for each task those that it comes after.</summary>
/// <param name="Names">The names.</param>
/// <param name="Predecessors">For each task its predecessors, all added before it.</param>
internal sealed record TaskGraph(string[] Names, int[][] Predecessors)
{
    private const int Layers = 100;

    public int Count => Names.Length;

    /// <summary>The tasks that nobody comes after.</summary>
    public int[] Last { get; } = LastOf(Predecessors);

    public static TaskGraph Of(Shape shape, int count)
    {
        var names = new string[count];
        var predecessors = new int[count][];
        for (var task = 0; task < count; task++)
        {
            names[task] = $"task {task}";
            predecessors[task] = PredecessorsOf(shape, count, task);
        }

        return new(names, predecessors);
    }

    private static int[] PredecessorsOf(Shape shape, int count, int task)
    {
        var width = Math.Max(3, count / Layers);
        return shape switch
        {
            Shape.Chain when task > 0 => [task - 1],
            Shape.Tree when task > 0 => [(task - 1) / 2],
            Shape.Seed when task >= 20 => [.. Enumerable.Range(task - 8, 8)],
            Shape.Layers when task >= width => Above((task / width * width) - width, task % width, width),
            _ => [],
        };
    }

    private static int[] Above(int layer, int place, int width) => [layer + place, layer + ((place + 1) % width), layer + ((place + (width / 2) + 1) % width)];

    private static int[] LastOf(int[][] predecessors)
    {
        var isLast = new bool[predecessors.Length];
        Array.Fill(isLast, true);
        foreach (var task in predecessors.SelectMany(tasks => tasks))
        {
            isLast[task] = false;
        }

        return [.. Enumerable.Range(0, predecessors.Length).Where(task => isLast[task])];
    }
}
