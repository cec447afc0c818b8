using Dagrs.Core.Graph;

namespace Dagrs.Core.Definition;

/// <summary>
/// Finds cycles among tasks, shortest first, and never blames a task that is merely downstream of one. Cycles that share an edge with a shorter one
/// are left for the next check. Its work is bounded: in a huge component the shortest cycle may be missed, but never every cycle.
/// </summary>
internal sealed class CycleFinder
{
    private const int MostCycles = 20;
    private const int MostShown = 40;
    private const long MostSteps = 5_000_000;

    private readonly Edges _after;
    private readonly HashSet<(int From, int To)> _removed = [];
    private readonly bool[] _sorted;
    private readonly int[] _component; // the number of a task's strongly connected component; 0: it is in none
    private readonly int[] _visit;
    private readonly int[] _cameFrom;
    private readonly List<int> _visited = [];
    private int _visits;
    private long _steps; // over all components

    public CycleFinder(Edges after, IEnumerable<int> sorted)
    {
        _after = after;
        _component = new int[after.Count];
        _visit = new int[after.Count];
        _cameFrom = new int[after.Count];
        _sorted = new bool[after.Count];
        foreach (var task in sorted)
        {
            _sorted[task] = true;
        }
    }

    /// <summary>Cycles as lists of tasks, each of which depends on the next, and the last on the first.</summary>
    public List<List<int>> Find()
    {
        var cycles = new List<List<int>>();
        while (cycles.Count < MostCycles && Components() is { Count: > 0 } components)
        {
            foreach (var component in components)
            {
                var cycle = ShortestCycle(component);
                cycles.Add(cycle);
                for (var i = 0; i < cycle.Count; i++)
                {
                    _removed.Add((cycle[i], cycle[(i + 1) % cycle.Count]));
                }
            }
        }

        return [.. cycles.OrderBy(cycle => cycle.Count).ThenBy(cycle => cycle[0]).Take(MostCycles)];
    }

    /// <summary>Joins names, with the middle left out when there are very many.</summary>
    public static string Shorten(IReadOnlyList<string> names, string separator) =>
        names.Count <= MostShown
            ? string.Join(separator, names)
            : string.Join(separator, [.. names.Take(MostShown / 2), $"({names.Count - MostShown} more)", .. names.TakeLast(MostShown / 2)]);

    /// <summary>The first and last of very many, or all.</summary>
    public static IReadOnlyList<T> Shorten<T>(IReadOnlyList<T> all) =>
        all.Count <= MostShown ? all : [.. all.Take(MostShown / 2), .. all.TakeLast(MostShown / 2)];

    /// <summary>Strongly connected components of more than one task: Tarjan's algorithm with an explicit stack.</summary>
    private List<List<int>> Components()
    {
        var components = new List<List<int>>();
        var number = new int[_after.Count];
        var low = new int[_after.Count];
        var onPath = new bool[_after.Count];
        var path = new Stack<int>();
        var calls = new Stack<(int Task, int NextEdge)>();
        var numbers = 0;
        Array.Clear(_component);
        for (var root = 0; root < _after.Count; root++)
        {
            if (_sorted[root] || number[root] != 0)
            {
                continue;
            }

            calls.Push((root, 0));
            while (calls.TryPop(out var call))
            {
                var (task, edge) = call;
                if (edge == 0)
                {
                    number[task] = low[task] = ++numbers;
                    path.Push(task);
                    onPath[task] = true;
                }
                else
                {
                    low[task] = Math.Min(low[task], low[_after[task][edge - 1]]);
                }

                var descended = false;
                for (var edges = _after[task]; edge < edges.Length; edge++)
                {
                    var next = edges[edge];
                    if (_sorted[next] || _removed.Contains((task, next)))
                    {
                        continue;
                    }

                    if (number[next] == 0)
                    {
                        calls.Push((task, edge + 1));
                        calls.Push((next, 0));
                        descended = true;
                        break;
                    }

                    if (onPath[next])
                    {
                        low[task] = Math.Min(low[task], number[next]);
                    }
                }

                if (!descended && low[task] == number[task])
                {
                    var component = new List<int>();
                    int member;
                    do
                    {
                        member = path.Pop();
                        onPath[member] = false;
                        component.Add(member);
                    }
                    while (member != task);

                    if (component.Count > 1)
                    {
                        components.Add(component);
                        component.ForEach(one => _component[one] = components.Count);
                        component.Sort();
                    }
                }
            }
        }

        return components;
    }

    // All tasks are tried with a small limit before any with a larger one, so a short cycle in a huge component is found soon.
    private List<int> ShortestCycle(List<int> component)
    {
        for (var limit = 2; limit < 2L * component.Count && _steps < MostSteps; limit *= 2)
        {
            List<int>? best = null;
            foreach (var start in component)
            {
                if (_steps < MostSteps && CycleThrough(start, best is null ? limit : best.Count - 1) is { } shorter)
                {
                    best = shorter;
                }
            }

            if (best is not null)
            {
                return best;
            }
        }

        return CycleThrough(component[0], component.Count)!;
    }

    /// <summary>The shortest cycle through a task, if it has at most <paramref name="limit"/> members.</summary>
    private List<int>? CycleThrough(int start, int limit)
    {
        _visits++;
        _visited.Clear();
        _visited.Add(start);
        for (int length = 1, next = 0; length <= limit && next < _visited.Count; length++)
        {
            for (var levelEnd = _visited.Count; next < levelEnd; next++)
            {
                var task = _visited[next];
                foreach (var predecessor in _after[task])
                {
                    _steps++;
                    if (_component[predecessor] != _component[start] || _visit[predecessor] == _visits || _removed.Contains((task, predecessor)))
                    {
                        continue;
                    }

                    _visit[predecessor] = _visits;
                    _cameFrom[predecessor] = task;
                    if (predecessor == start)
                    {
                        return WayTo(start);
                    }

                    _visited.Add(predecessor);
                }
            }
        }

        return null;
    }

    private List<int> WayTo(int start)
    {
        var cycle = new List<int>();
        var task = start;
        do
        {
            task = _cameFrom[task];
            cycle.Add(task);
        }
        while (task != start);

        cycle.Reverse();
        return cycle;
    }
}
