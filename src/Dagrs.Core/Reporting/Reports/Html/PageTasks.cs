using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The tasks of a page: all of them or, where they would make it too large, the most important ones. Immutable.</summary>
internal sealed class PageTasks
{
    private const int BytesOfOne = 90; // of numbers, without its texts
    private const int BytesOfEdge = 7;

    private static readonly TaskState[] MostUrgent =
    [
        TaskState.Failed, TaskState.TimedOut, TaskState.Canceled, TaskState.FailedAllowed, TaskState.Running, TaskState.NotRun, TaskState.Pending,
    ];

    private readonly int[] _places; // by index in the run: the index in the page, or -1

    private PageTasks(RecordedRun run, IReadOnlyList<int> urgent, List<int> kept, bool hasEdges)
    {
        Run = run;
        Urgent = urgent;
        Kept = kept;
        HasEdges = hasEdges;
        _places = new int[run.Tasks.Count];
        Array.Fill(_places, -1);
        for (var place = 0; place < kept.Count; place++)
        {
            _places[kept[place]] = place;
        }
    }

    public RecordedRun Run { get; }

    /// <summary>The indexes in the run of all tasks, failures first.</summary>
    public IReadOnlyList<int> Urgent { get; }

    /// <summary>The indexes in the run of the tasks of the page, in file order.</summary>
    public IReadOnlyList<int> Kept { get; }

    /// <summary>False where there are too many edges, so that the page leaves them out.</summary>
    public bool HasEdges { get; }

    /// <summary>The index in the page, or -1.</summary>
    public int PlaceOf(int task) => _places[task];

    public static PageTasks Of(RecordedRun run)
    {
        var ranks = new int[run.Tasks.Count];
        for (var task = 0; task < ranks.Length; task++)
        {
            var rank = Array.IndexOf(MostUrgent, run.Tasks[task].State);
            ranks[task] = rank < 0 ? MostUrgent.Length : rank;
        }

        var urgent = Enumerable.Range(0, ranks.Length).OrderBy(task => ranks[task]).ToList(); // a stable sort
        var edges = run.Tasks.Sum(task => (long)task.After.Count);
        var hasEdges = edges <= PageLimits.Edges;
        var (kept, bytes) = (new List<int>(), 0L);
        foreach (var place in urgent)
        {
            var task = run.Tasks[place];
            bytes += BytesOfOne + Length(task.Id) + Length(task.Name) + (hasEdges ? task.After.Count * BytesOfEdge : 0) + task.Tags.Sum(tag => (long)Length(tag));
            if (bytes > PageLimits.Columns)
            {
                break;
            }

            kept.Add(place);
        }

        kept.Sort();
        return new(run, urgent, kept, hasEdges);
    }

    // In most scripts a character takes at most three bytes; an escaped one takes six.
    private static int Length(string text)
    {
        var ascii = text.Count(char.IsAsciiLetterOrDigit);
        return Math.Min(ascii + ((text.Length - ascii) * 6), PageLimits.Title * 6);
    }
}
