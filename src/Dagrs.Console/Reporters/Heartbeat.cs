using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;

namespace Dagrs.Console.Reporters;

/// <summary>A heartbeat for a screen that has shown no line for long. It writes nothing itself.</summary>
/// <param name="clock">Where time comes from.</param>
internal sealed class Heartbeat(TimeProvider clock)
{
    private const int MostNamed = 5;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Next = TimeSpan.FromSeconds(60);

    private readonly List<Running> _running = []; // oldest first
    private TimeSpan _patience = First;
    private long _lines;
    private long _last = clock.GetTimestamp(); // the time of the last line

    /// <summary>The time until it is due; null: nothing is running.</summary>
    public TimeSpan? Due => _running.Count == 0 ? null : _patience - clock.GetElapsedTime(_last);

    public void Report(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.TaskStarted(var task):
                _running.Add(new(task, clock.GetTimestamp()));
                break;
            case RunEvent.TaskFinished(var result) when result.State.WasStarted():
                Remove(result.Task);
                break;
        }
    }

    /// <summary>The line, when it is due.</summary>
    /// <param name="lines">The number of lines shown so far.</param>
    public string? Beat(long lines)
    {
        if (lines != _lines)
        {
            (_lines, _last, _patience) = (lines, clock.GetTimestamp(), First);
        }

        if (Due is not { } due || due > TimeSpan.Zero)
        {
            return null;
        }

        var names = string.Join(", ", _running.Take(MostNamed).Select(task => $"{OneLine.Of(task.Task.Id)} {Times.Clock(clock.GetElapsedTime(task.Since))}"));
        return $"still running: {names}{(_running.Count > MostNamed ? $" and {_running.Count - MostNamed} more" : "")}";
    }

    /// <summary>The line was written; the next interval is longer.</summary>
    public void HasBeaten(long lines) => (_lines, _last, _patience) = (lines, clock.GetTimestamp(), Next);

    private void Remove(TaskNode task)
    {
        for (var i = 0; i < _running.Count; i++)
        {
            if (_running[i].Task == task)
            {
                _running.RemoveAt(i);
                return;
            }
        }
    }

    private sealed record Running(TaskNode Task, long Since);
}
