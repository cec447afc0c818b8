using Dagrs.Core.Graph;

namespace Dagrs.Core.State;

/// <summary>
/// How long tasks are expected to take, by id: the median of their last successful runs; for a task never seen, the median over the file. It reads no
/// record. Immutable.
/// </summary>
internal sealed class LearnedTimes
{
    /// <summary>How many of the last runs count.</summary>
    public const int Counted = 10;

    private readonly Dictionary<string, TimeSpan> _medians;

    /// <param name="durations">The durations of each task, the latest last.</param>
    public LearnedTimes(IReadOnlyCollection<KeyValuePair<string, IReadOnlyList<TimeSpan>>> durations)
    {
        _medians = new(durations.Count, StringComparer.Ordinal);
        foreach (var (id, times) in durations)
        {
            if (times.Count > 0)
            {
                _medians[id] = Median(times, Math.Max(times.Count - Counted, 0));
            }
        }

        Typical = _medians.Count == 0 ? null : Median([.. _medians.Values], 0);
    }

    /// <summary>The times of the given tasks.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="durations">The durations of one of them, the latest last; null: it was never seen.</param>
    public static LearnedTimes Of(IEnumerable<string> ids, Func<string, IReadOnlyList<TimeSpan>?> durations)
    {
        var known = new List<KeyValuePair<string, IReadOnlyList<TimeSpan>>>();
        foreach (var id in ids)
        {
            if (durations(id) is { Count: > 0 } times)
            {
                known.Add(new(id, times));
            }
        }

        return new(known);
    }

    /// <summary>The estimate for a task never seen: the median of the others; null: none was seen.</summary>
    public TimeSpan? Typical { get; }

    /// <summary>How long a task takes; null: it was never seen.</summary>
    public TimeSpan? Of(string id) => _medians.TryGetValue(id, out var median) ? median : null;

    /// <summary>The expected times for the tasks of a graph; null: nothing is known of any.</summary>
    public ExpectedTimes? For(Dag dag)
    {
        if (Typical is not { } typical)
        {
            return null;
        }

        foreach (var task in dag.Tasks)
        {
            if (_medians.ContainsKey(task.Id))
            {
                return new ExpectedTimes(dag, Of, typical);
            }
        }

        return null;
    }

    private static TimeSpan Median(IReadOnlyList<TimeSpan> times, int first)
    {
        if (times.Count - first == 1)
        {
            return times[first];
        }

        var ticks = new long[times.Count - first];
        for (var i = 0; i < ticks.Length; i++)
        {
            ticks[i] = times[first + i].Ticks;
        }

        Array.Sort(ticks);
        var half = ticks.Length / 2;
        return new(ticks.Length % 2 == 1 ? ticks[half] : ticks[half - 1] + ((ticks[half] - ticks[half - 1]) / 2));
    }
}
