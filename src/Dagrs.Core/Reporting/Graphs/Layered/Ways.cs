namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>Maps each edge to the lines of a drawing that it consists of: several, where it spans layers.</summary>
internal sealed class Ways
{
    private const int MostLines = 20_000; // for all edges together; with more, an edge is represented by its last line

    private readonly int _tasks;
    private readonly Picture _picture;
    private readonly Dictionary<int, List<Line>> _from = [];
    private readonly Dictionary<(int From, int To), Line> _last = []; // keyed by the task at which the edge begins, not by its last point
    private readonly bool _areWhole;

    public Ways(Picture picture, Drawing drawing)
    {
        _picture = picture;
        _tasks = picture.Tasks.Count;
        foreach (var line in drawing.Lines)
        {
            if (!_from.TryGetValue(line.From, out var lines))
            {
                _from[line.From] = lines = [];
            }

            lines.Add(line);
        }

        var count = 0L;
        for (var task = 0; task < _tasks; task++)
        {
            var passed = 0;
            foreach (var (at, line) in Trunk(task))
            {
                passed = at;
                if (line.To < _tasks)
                {
                    _last[(task, line.To)] = line;
                    count += passed + 1;
                }
            }
        }

        _areWhole = count <= MostLines;
    }

    /// <summary>The lines of all edges that begin at a task, each once.</summary>
    public IEnumerable<Line> Out(int task) => Trunk(task).Select(step => step.Line);

    /// <summary>The lines of all edges that end at a task.</summary>
    public IEnumerable<Line> In(int task) => _picture.Before[task].SelectMany(before => Between(before, task));

    /// <summary>The lines of one edge, first to last.</summary>
    public IEnumerable<Line> Between(int from, int to)
    {
        var last = _last[(from, to)];
        return _areWhole ? Trunk(from).TakeWhile(step => step.Line.From != last.From).Where(step => step.Line.To >= _tasks).Select(step => step.Line).Append(last) : [last];
    }

    // All long edges of a task share one row of points: the lines from the task, then those from each point.
    private IEnumerable<(int At, Line Line)> Trunk(int task)
    {
        var vertex = task;
        for (var at = 0; vertex >= 0; at++)
        {
            var next = -1;
            foreach (var line in _from.GetValueOrDefault(vertex, []))
            {
                yield return (at, line);
                next = line.To >= _tasks ? line.To : next;
            }

            vertex = next;
        }
    }
}
