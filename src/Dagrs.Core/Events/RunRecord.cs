using System.Collections.Concurrent;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events;

/// <summary>The state of every task of one run so far: flat arrays, a few bytes per task. The writer must exclude concurrent writes.</summary>
internal sealed class RunRecord(Dag dag, TimeProvider clock)
{
    private readonly TaskState[] _states = new TaskState[dag.Tasks.Count];
    private readonly long[] _starts = new long[dag.Tasks.Count];
    private readonly long[] _ends = new long[dag.Tasks.Count];
    private readonly int[] _counts = new int[(int)TaskState.UpToDate + 1];
    private object?[]? _details; // Outcome or NotRunReason; null for plain success
    private Dictionary<int, int>? _attempts; // of tasks with more than one
    private Dictionary<int, long>? _ready; // of services
    private ConcurrentDictionary<int, IReadOnlyDictionary<string, string>>? _results;
    private long _begin;
    private long _latest;

    public Dag Dag => dag;

    public int Finished { get; private set; }

    public bool IsFinished => Finished == _states.Length;

    public TaskState StateOf(int task) => _states[task];

    public int Count(TaskState state) => _counts[(int)state];

    /// <summary>Records the start of the run; returns the time.</summary>
    public long Begin() => _begin = clock.GetTimestamp();

    public TimeSpan Elapsed => clock.GetElapsedTime(_begin);

    public void Start(int task, long now)
    {
        _states[task] = TaskState.Running;
        _starts[task] = InOrder(now);
    }

    /// <summary>When a service was ready, relative to the start of the run; null: it was not.</summary>
    public TimeSpan? ReadyOf(int task) => _ready is not null && _ready.TryGetValue(task, out var moment) ? clock.GetElapsedTime(_begin, moment) : null;

    public void SetReady(int task, long now) => (_ready ??= [])[task] = InOrder(now);

    public TimeSpan StartOf(int task) => clock.GetElapsedTime(_begin, _starts[task]);

    public void Finish(int task, TaskState state, object? details, int attempts, long now)
    {
        _states[task] = state;
        _counts[(int)state]++;
        _ends[task] = InOrder(now);
        Finished++;
        if (state != TaskState.Succeeded)
        {
            (_details ??= new object?[_states.Length])[task] = details;
        }

        if (attempts > 1)
        {
            (_attempts ??= [])[task] = attempts;
        }
    }

    /// <summary>The results of a task by name; null: none.</summary>
    public IReadOnlyDictionary<string, string>? ResultsOf(int task) => _results?.GetValueOrDefault(task);

    public void SetResults(int task, IReadOnlyDictionary<string, string> results) => (_results ??= new ConcurrentDictionary<int, IReadOnlyDictionary<string, string>>())[task] = results;

    public TimeSpan DurationOf(int task) => WasRun(task) ? clock.GetElapsedTime(_starts[task], _ends[task]) : TimeSpan.Zero;

    public TaskResult ResultOf(int task)
    {
        var details = _details?[task];
        return new(dag.Tasks[task], _states[task])
        {
            Outcome = details as Outcome ?? (WasRun(task) ? Outcome.Success : null),
            Reason = details as NotRunReason,
            Attempts = WasRun(task) ? _attempts?.GetValueOrDefault(task, 1) ?? 1 : 0,
            Start = WasRun(task) ? StartOf(task) : TimeSpan.Zero,
            Duration = DurationOf(task),
            ReadyAt = ReadyOf(task),
            Results = ResultsOf(task) ?? TaskResult.NoResults,
        };
    }

    // A thread reads the clock before it gets its turn. Times are made monotonic here, so that a later change never has the earlier time, and
    // no two tasks appear to share a slot.
    private long InOrder(long now) => _latest = Math.Max(_latest, now);

    private bool WasRun(int task) => _states[task].WasStarted();
}
