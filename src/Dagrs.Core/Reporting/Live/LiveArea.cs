using System.Globalization;
using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Live;

/// <summary>
/// The live area below the output of a run: progress and running tasks. A fold of events into a text of a given width and height; it knows no
/// terminal, and writes nothing. Called for one event at a time.
/// </summary>
/// <param name="clock">Where time comes from.</param>
/// <param name="hasColours">True to add colours; words say everything without them.</param>
internal sealed class LiveArea(TimeProvider clock, bool hasColours)
{
    private const int MostRows = 10;
    private const int LongestId = 30; // columns
    private const string Gap = "   ";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<RunningTask> _running = []; // oldest first
    private readonly Dictionary<TaskNode, RunningTask> _byTask = [];
    private TimeLeft? _left;
    private long _begin = clock.GetTimestamp();
    private int _total;
    private int _finished;
    private int _failed;

    /// <summary>True when something has changed since the last call of <see cref="Text"/>.</summary>
    public bool HasNews { get; private set; }

    /// <summary>The estimated time left; null: unknown, and nothing is shown.</summary>
    public TimeSpan? Left => _left?.Now;

    /// <summary>The time until the displayed times change.</summary>
    public TimeSpan NextTick => Second - TimeSpan.FromTicks(Elapsed(_begin).Ticks % Second.Ticks);

    public void Report(RunEvent happened)
    {
        _left?.Report(happened);
        switch (happened)
        {
            case RunEvent.RunStarted(var dag, _) started:
                (_total, _begin) = (dag.Tasks.Count, clock.GetTimestamp());
                _left = started.Conditions is { Times: { } times, Jobs: var jobs } ? new(clock, times, jobs) : null;
                break;
            case RunEvent.TaskStarted(var task):
                _running.Add(_byTask[task] = new(task, clock.GetTimestamp()));
                break;
            case RunEvent.TaskOutput(var task, var channel, var bytes):
                _byTask.GetValueOrDefault(task)?.Add(channel, bytes.Span);
                break;
            case RunEvent.TaskRetrying(var task, _, _, _):
                _byTask.GetValueOrDefault(task)?.Retry();
                break;
            case RunEvent.TaskFinished(var result):
                End(result);
                break;
            default:
                return;
        }

        HasNews = true;
    }

    /// <summary>The rows for a terminal of this size, without a final line end; empty where there is no room. No row reaches the last column.</summary>
    public string Text(ScreenSize size)
    {
        HasNews = false;
        var rows = Math.Min(size.Height / 3, MostRows);
        var room = size.Width - 1;
        if (rows < 1 || room < 1)
        {
            return "";
        }

        var text = new StringBuilder();
        AppendHead(text, room);
        if (rows > 1)
        {
            AppendTasks(text, rows - 1, room);
        }

        return text.ToString();
    }

    private void AppendHead(StringBuilder text, int room)
    {
        var services = _running.Count(task => task.IsService);
        var serving = services switch { 0 => "", 1 => ", 1 service", _ => string.Create(CultureInfo.InvariantCulture, $", {services} services") };
        var done = string.Create(CultureInfo.InvariantCulture, $"[{_finished}/{_total}] {_running.Count - services} running{serving}");
        var failed = _failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{_failed} failed");
        var left = Left is { } time ? $"{Gap}about {Times.Clock(time)} left" : "";
        var head = $"{done}{(_failed == 0 ? "" : ", ")}{failed}{Gap}{Times.Clock(Elapsed(_begin))}{left}";
        var shown = Columns.Cut(head, room);
        text.Append(hasColours && _failed > 0 ? shown.Replace($", {failed}", $", \e[31m{failed}\e[0m", StringComparison.Ordinal) : shown);
    }

    private void AppendTasks(StringBuilder text, int rows, int room)
    {
        // With a single row, the oldest task is more useful than a count of the others, which the head has.
        var shown = _running.Count <= rows ? _running.Count : Math.Max(rows - 1, 1);
        var times = new string[shown];
        var (longestId, longestTime) = (0, 0);
        for (var i = 0; i < shown; i++)
        {
            times[i] = Times.WholeSeconds(Elapsed(_running[i].Since));
            longestId = Math.Max(longestId, Columns.Likely(ShortId(i)));
            longestTime = Math.Max(longestTime, times[i].Length);
        }

        for (var i = 0; i < shown; i++)
        {
            var id = ShortId(i);
            var head = $"  {id}{new string(' ', longestId - Columns.Likely(id))}{Gap}{times[i].PadLeft(longestTime)}";
            AppendTask(text, head, _running[i].Line, room);
        }

        if (shown < _running.Count && shown < rows)
        {
            text.Append("\r\n").Append(Columns.Cut(string.Create(CultureInfo.InvariantCulture, $"  ... and {_running.Count - shown} more"), room));
        }
    }

    private void AppendTask(StringBuilder text, string head, string line, int room)
    {
        text.Append("\r\n").Append(Columns.Cut(head, room));
        var rest = Columns.Cut(line, room - Columns.Most(head) - Gap.Length);
        if (rest.Length > 0)
        {
            text.Append(Gap).Append(hasColours ? $"\e[2m{rest}\e[0m" : rest);
        }
    }

    private string ShortId(int index)
    {
        var id = _running[index].Id;
        var shown = Columns.Likely(id) <= LongestId ? id : Columns.Cut(id, LongestId - 3) + "...";
        return _running[index].IsService ? shown + " (service)" : shown;
    }

    private void End(TaskResult result)
    {
        _finished++;
        _failed += result.State is TaskState.Failed or TaskState.TimedOut ? 1 : 0;
        if (_byTask.Remove(result.Task, out var ended))
        {
            _running.Remove(ended);
        }
    }

    private TimeSpan Elapsed(long since) => clock.GetElapsedTime(since) is var time && time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
