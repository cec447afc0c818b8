using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>What the events so far tell about one task. Not thread-safe.</summary>
internal sealed class TaskFold
{
    private readonly List<RecordedAttempt> _attempts = [];
    private List<string>? _warnings;
    private KeptOutput? _writing;
    private RecordedOutput? _output;
    private RecordedEvent.TaskFinished? _end;
    private TimeSpan _attemptStart;

    /// <summary>When it started; null: it has not.</summary>
    public TimeSpan? Start { get; private set; }

    /// <summary>The resource that it lacked when its turn came; null: none.</summary>
    public string? WaitedFor { get; private set; }

    /// <summary>True when it had the terminal, so that its output is unknown.</summary>
    public bool HadTerminal { get; set; }

    /// <summary>When it was ready, if it is a service and was.</summary>
    public TimeSpan? ReadyAt { get; set; }

    public void Begin(RecordedEvent.TaskStarted started) => (Start, _attemptStart, WaitedFor) = (started.Start, started.Start, started.WaitedFor);

    /// <param name="bytes">The output.</param>
    /// <param name="leftOut">How many bytes right before that are unknown.</param>
    public void Write(ReadOnlySpan<byte> bytes, long leftOut)
    {
        if (_end is null)
        {
            _writing ??= new();
            _writing.LeaveOut(leftOut);
            _writing.Add(bytes);
        }
    }

    public void Warn(string message) => (_warnings ??= []).Add(message);

    /// <summary>Records the end of an attempt that is followed by another one.</summary>
    public void Retry(RecordedEvent.TaskRetrying retrying, OutputBudget budget)
    {
        _attempts.Add(new(retrying.Start, retrying.Duration, retrying.End.Words, budget.Take(_writing, isFailure: true)));
        _attemptStart = retrying.Start + retrying.Duration + retrying.Delay;
        _writing = null;
    }

    public void Finish(RecordedEvent.TaskFinished finished, OutputBudget budget)
    {
        _end = finished;
        _output = budget.Take(_writing, isFailure: finished.State is not (TaskState.Succeeded or TaskState.UpToDate)); // what was restored is said again
        _writing = null;
        if (!finished.State.WasStarted())
        {
            return;
        }

        Start = finished.Start;

        // A task that was stopped while it waited for a retry has no further attempt.
        if (_attempts.Count < finished.Attempts)
        {
            var start = _attempts.Count == 0 ? finished.Start : Min(_attemptStart, finished.Start + finished.Duration);
            _attempts.Add(new(start, finished.Start + finished.Duration - start, finished.End.Words, _output));
        }
    }

    /// <summary>The task with all that is known of it.</summary>
    /// <param name="task">Its definition.</param>
    /// <param name="now">The end of what is known, relative to the start of the run.</param>
    public RecordedTask Of(RecordedTask task, TimeSpan now)
    {
        task = _warnings is null ? task : task with { Warnings = [.. _warnings] };
        task = ReadyAt is null ? task : task with { ReadyAt = ReadyAt };
        task = HadTerminal ? task with { HadTerminal = true } : task;
        if (_end is { } end)
        {
            return task with
            {
                State = end.State,
                Words = end.End.Words,
                ExitCode = end.End.ExitCode,
                Signal = end.End.Signal,
                Because = end.Because,
                Start = end.Start,
                Duration = end.Duration,
                Attempts = [.. _attempts],
                Results = end.Results,
                Output = _output,
            };
        }

        if (Start is not { } start)
        {
            return task;
        }

        var output = _writing?.End(KeptOutput.Most);
        var attemptStart = Min(_attempts.Count == 0 ? start : _attemptStart, now);
        return task with
        {
            State = TaskState.Running,
            Words = "running",
            Start = start,
            Duration = now - start,
            Attempts = [.. _attempts, new(attemptStart, now - attemptStart, "running", output)],
            Output = output,
        };
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
