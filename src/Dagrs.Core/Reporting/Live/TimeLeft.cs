using Dagrs.Core.Events;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting.Live;

/// <summary>
/// Estimates the time left of a run from the durations of earlier runs: at least the longest remaining chain, and at least the remaining work
/// divided by the slots. A fold of events, called for one event at a time.
/// </summary>
/// <param name="clock">Where time comes from.</param>
/// <param name="times">The expected durations.</param>
/// <param name="slots">The number of slots.</param>
internal sealed class TimeLeft(TimeProvider clock, ExpectedTimes times, int slots)
{
    private const double LeastRecorded = 0.9; // of the remaining tasks

    private readonly Dictionary<TaskNode, long> _running = [];
    private readonly bool[] _isBegun = new bool[times.Dag.Tasks.Count];
    private readonly int[] _longest = ByLength(times); // sorted, the longest chain first
    private int _first; // the first of these that has not started
    private TimeSpan _unbegun = Sum(times);
    private int _left = times.Dag.Tasks.Count;
    private int _recorded = CountRecorded(times);

    /// <summary>The estimate; null: too few durations are recorded.</summary>
    public TimeSpan? Now
    {
        get
        {
            if (_left == 0 || _recorded < _left * LeastRecorded)
            {
                return null;
            }

            while (_first < _longest.Length && _isBegun[_longest[_first]])
            {
                _first++;
            }

            var chain = _first < _longest.Length ? times.From(_longest[_first]) : TimeSpan.Zero;
            var work = _unbegun;
            foreach (var (task, since) in _running)
            {
                var (time, whole) = (times.Of(PlaceOf(task)), times.From(PlaceOf(task)));
                var rest = time - clock.GetElapsedTime(since);
                rest = rest > TimeSpan.Zero ? rest : TimeSpan.Zero; // it takes longer than ever before; how much longer is unknown
                work += rest;
                chain = Longer(chain, whole - time + rest);
            }

            return Longer(chain, work / slots);
        }
    }

    public void Report(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.TaskStarted(var task) when Begin(task):
                _running[task] = clock.GetTimestamp();
                break;
            case RunEvent.TaskFinished(var result):
                Begin(result.Task);
                _running.Remove(result.Task);
                _left--;
                _recorded -= times.IsRecorded(PlaceOf(result.Task)) ? 1 : 0;
                break;
        }
    }

    private bool Begin(TaskNode task)
    {
        var place = PlaceOf(task);
        if (_isBegun[place])
        {
            return false;
        }

        _isBegun[place] = true;
        _unbegun -= times.Of(place);
        return true;
    }

    private int PlaceOf(TaskNode task) => times.Dag.PlaceOf(task);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static int[] ByLength(ExpectedTimes times)
    {
        var tasks = new int[times.Dag.Tasks.Count];
        var keys = new long[tasks.Length];
        for (var task = 0; task < tasks.Length; task++)
        {
            (tasks[task], keys[task]) = (task, -times.From(task).Ticks);
        }

        Array.Sort(keys, tasks);
        return tasks;
    }

    private static TimeSpan Sum(ExpectedTimes times)
    {
        var sum = TimeSpan.Zero;
        for (var task = 0; task < times.Dag.Tasks.Count; task++)
        {
            sum += times.Of(task);
        }

        return sum;
    }

    private static int CountRecorded(ExpectedTimes times)
    {
        var count = 0;
        for (var task = 0; task < times.Dag.Tasks.Count; task++)
        {
            count += times.IsRecorded(task) ? 1 : 0;
        }

        return count;
    }
}
