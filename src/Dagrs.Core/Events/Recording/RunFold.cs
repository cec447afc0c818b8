using Dagrs.Core.Graph;

namespace Dagrs.Core.Events.Recording;

/// <summary>
/// Folds the events of a run into a run, whether they are live or parsed: the same events give the same run. Events before the start of a run, and
/// events of tasks it does not have, are ignored. Not thread-safe.
/// </summary>
/// <param name="mostOutput">The limit, in bytes, for the output of all tasks together; 0: none is kept.</param>
/// <param name="mostOfOthers">The limit, in bytes, for a task that did not fail.</param>
internal sealed class RunFold(long mostOutput, int mostOfOthers = OutputBudget.MostOfOthers) : IRecording
{
    private readonly OutputBudget _budget = new(mostOutput, mostOfOthers);
    private readonly List<int> _starts = []; // tasks in the order they started
    private readonly List<RecordedProblem> _problems = [];
    private readonly List<string> _warnings = [];
    private RecordedRun? _begin;
    private TaskFold?[] _tasks = [];
    private DateTimeOffset _latest;
    private string? _stop;
    private RecordedEvent.RunFinished? _end;

    /// <summary>True when the run has finished; may be read on any thread, which may then read the run.</summary>
    public bool IsComplete => Volatile.Read(ref _end) is not null;

    /// <summary>True when a run has started.</summary>
    public bool HasBegun => _begin is not null;

    /// <inheritdoc/>
    public void Take(RecordedEvent happened)
    {
        if (happened is RecordedEvent.RunStarted started)
        {
            Begin(started.Begin);
        }

        if (_begin is null)
        {
            return;
        }

        _latest = happened.Time > _latest ? happened.Time : _latest;
        switch (happened)
        {
            case RecordedEvent.TaskStarted task:
                _starts.Add(task.Task);
                Of(task.Task).Begin(task);
                break;
            case RecordedEvent.TerminalLent lent:
                Of(lent.Task).HadTerminal = true;
                break;
            case RecordedEvent.ServiceReady ready:
                Of(ready.Task).ReadyAt = ready.Moment;
                break;
            case RecordedEvent.TaskOutput output when _budget.IsOpen:
                Of(output.Task).Write(output.Bytes.Span, output.LeftOut);
                break;
            case RecordedEvent.TaskWarned warned:
                Of(warned.Task).Warn(warned.Message);
                break;
            case RecordedEvent.TaskRetrying retrying:
                Of(retrying.Task).Retry(retrying, _budget);
                break;
            case RecordedEvent.TaskFinished finished:
                Of(finished.Task).Finish(finished, _budget);
                break;
            case RecordedEvent.RunStopping stopping:
                _stop = stopping.Words;
                break;
            case RecordedEvent.ReporterFailed failed:
                _warnings.Add($"{failed.Reporter} failed and gets no further events: {failed.Error}");
                break;
            case RecordedEvent.LeftoversEnded ended:
                _warnings.Add(ended.Count == 1 ? "1 background process left by tasks was killed" : $"{ended.Count} background processes left by tasks were killed");
                break;
            case RecordedEvent.Problem problem:
                _problems.Add(problem.What);
                break;
            case RecordedEvent.RunFinished finished:
                Volatile.Write(ref _end, finished);
                break;
        }
    }

    /// <summary>The run as known so far.</summary>
    /// <exception cref="InvalidOperationException">No run has started.</exception>
    public RecordedRun Run()
    {
        var begin = _begin ?? throw new InvalidOperationException("no run has begun");
        var now = _end?.Duration ?? _latest - begin.Start;
        var tasks = new RecordedTask[begin.Tasks.Count];
        for (var task = 0; task < tasks.Length; task++)
        {
            tasks[task] = _tasks[task]?.Of(begin.Tasks[task], now) ?? begin.Tasks[task];
        }

        var after = EdgesOf(begin.Tasks);
        var order = after.TopologicalOrder();
        new Waits(begin, tasks, task => _tasks[task]?.WaitedFor).AddTo(order);
        Lanes.AddTo(tasks, _starts);
        return begin with
        {
            Duration = now,
            ExitCode = _end?.ExitCode,
            Stop = _stop,
            Tasks = tasks,
            CriticalPath = after.LongestPath(order, task => tasks[task].DurationForOthers),
            Problems = [.. _problems],
            Warnings = [.. _warnings],
        };
    }

    // A stream may contain several runs, one after the other: the last one counts.
    private void Begin(RecordedRun begin)
    {
        _begin = begin;
        _tasks = new TaskFold?[begin.Tasks.Count];
        _latest = begin.Start;
        (_stop, _end) = (null, null);
        _starts.Clear();
        _problems.Clear();
        _warnings.Clear();
    }

    private static Edges EdgesOf(IReadOnlyList<RecordedTask> tasks)
    {
        var ends = new int[tasks.Count];
        var total = 0;
        for (var task = 0; task < ends.Length; task++)
        {
            ends[task] = total += tasks[task].After.Count;
        }

        return Edges.FromEnds(ends, [.. tasks.SelectMany(task => task.After)]);
    }

    private TaskFold Of(int task) => _tasks[task] ??= new();
}
