using System.Collections.Concurrent;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Resuming;
using Dagrs.Core.State.Runs;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Core.State.Watching;

/// <summary>
/// The memory of one round of a watch. From the second round on, a task runs when its key has changed. A task without a key runs when a predecessor ran,
/// an input or its definition changed, or it did not finish. A failed task counts as failed until then. Also used for a dry round, in which nothing runs
/// and which reports whether something would. Thread-safe.
/// </summary>
internal sealed class RoundMemory : ITaskMemory
{
    private readonly Dag _dag;
    private readonly ITaskMemory _inner;
    private readonly Handovers _handed;
    private readonly WatchedRounds _rounds;
    private readonly WatchedFiles _files;
    private readonly RanTasks _ran;
    private readonly ConcurrentDictionary<int, string?> _keys = new();
    private readonly ConcurrentDictionary<int, (CapturedOutput? Output, IReadOnlyDictionary<string, string>? Results)> _given = new();
    private IReadOnlyList<string>? _definitions;

    /// <param name="dag">What is run.</param>
    /// <param name="inner">What all runs of the file remember.</param>
    /// <param name="handed">What tasks hand over.</param>
    /// <param name="rounds">The results of earlier rounds.</param>
    /// <param name="files">The watched files.</param>
    public RoundMemory(Dag dag, ITaskMemory inner, Handovers handed, WatchedRounds rounds, WatchedFiles files) =>
        (_dag, _inner, _handed, _rounds, _files, _ran) = (dag, inner, handed, rounds, files, new(dag));

    /// <summary>Stores what a skipped task hands over, in case the run is interrupted; null: it is not stored.</summary>
    public Action<string, StoredValue>? Keep { get; init; }

    /// <summary>Called when a task would run, in a dry round; null: tasks run.</summary>
    public Action? WhenRuns { get; init; }

    /// <summary>Whether a service started in an earlier round is alive.</summary>
    public Func<TaskNode, bool> IsKept { get; init; } = _ => false;

    /// <inheritdoc/>
    public bool IsAskedAbout(TaskNode task) => task.IsCommand && (task.IsService ? WhenRuns is not null : !_rounds.IsFirst || _inner.IsAskedAbout(task));

    /// <inheritdoc/>
    public async ValueTask<Recollection> AskAsync(TaskNode task, TaskCall call, CancellationToken cancel)
    {
        var place = _dag.PlaceOf(task);
        if (task.IsService)
        {
            return AnswerOf(task);
        }

        var answer = _inner.IsAskedAbout(task) ? await JudgeAsync(task, place, call, cancel).ConfigureAwait(false) : Recall(task, place, call);
        if (WhenRuns is null)
        {
            return answer;
        }

        _files.SawFirst(task, answer.Look is { Key: not null } look ? look.Inputs : null);
        if (answer.IsUpToDate || answer.Failure is not null || answer.Problem is not null)
        {
            return answer;
        }

        WhenRuns();
        _inner.Fail(task);
        return answer with { Problem = "it would run" };
    }

    // In a dry round. A task that needs the service has reported already whether it would run.
    private Recollection AnswerOf(TaskNode service)
    {
        if (!IsKept(service))
        {
            WhenRuns!();
        }

        return new() { IsUpToDate = true };
    }

    /// <inheritdoc/>
    public void Begin(TaskNode task)
    {
        _ran.Note(_dag.PlaceOf(task));
        if (!_inner.IsAskedAbout(task))
        {
            _files.Saw(task, null);
        }

        _inner.Begin(task);
    }

    /// <inheritdoc/>
    public TaskLog? LogOf(TaskNode task) => _inner.LogOf(task);

    /// <inheritdoc/>
    public ValueTask<Conclusion> SucceedAsync(TaskNode task, TaskCall call, CapturedOutput? output, IReadOnlyDictionary<string, string>? results)
    {
        _given[_dag.PlaceOf(task)] = (output, results);
        return _inner.SucceedAsync(task, call, output, results);
    }

    /// <inheritdoc/>
    public void Fail(TaskNode task) => _inner.Fail(task);

    /// <summary>The round is over.</summary>
    public void Close(RunReport report) => _rounds.Close(report, result =>
    {
        var place = _dag.PlaceOf(result.Task);
        var (output, results) = _given.GetValueOrDefault(place);
        return new(DefinitionOf(place))
        {
            Key = _keys.GetValueOrDefault(place),
            Output = output ?? OutputOf(result.Outcome),
            Results = results,
            Handed = _handed.Of(place) ?? "",
        };
    });

    public void Dispose() => _inner.Dispose();

    private async ValueTask<Recollection> JudgeAsync(TaskNode task, int place, TaskCall call, CancellationToken cancel)
    {
        var answer = await _inner.AskAsync(task, call, cancel).ConfigureAwait(false);
        var key = answer.Look?.Key;
        _keys[place] = key;
        if (WhenRuns is null)
        {
            _files.Saw(task, key is null ? null : answer.Look!.Inputs);
        }

        if (answer.IsUpToDate || answer.Problem is not null || key is null || _rounds.Find(task.Id) is not { Failure: { } failure } last || last.Key != key)
        {
            return answer;
        }

        _inner.Fail(task); // treated as if it had run
        return FailedBefore(place, last, failure);
    }

    // For a task that no file decides about: the results of earlier rounds do.
    private Recollection Recall(TaskNode task, int place, TaskCall call)
    {
        var last = _rounds.Find(task.Id);
        var why = last is null ? "it has not ended"
            : last.Definition != DefinitionOf(place) ? "its definition changed"
            : _ran.HasBefore(place) ? "a task that it depends on ran"
            : _rounds.TouchOf(task.Id) is { } touch ? touch
            : call.IsOutputWanted && last is { Failure: null, Output: null } ? "its output was not kept, and a dependent may use it"
            : null;
        if (why is not null)
        {
            return new() { Why = why };
        }

        if (last!.Failure is { } failure)
        {
            return FailedBefore(place, last, failure);
        }

        _handed.Set(place, last.Handed);
        Keep?.Invoke(task.Id, new(last.Output is { IsWhole: true } whole ? whole.Bytes.ToArray() : null, last.Results ?? StoredValue.Nothing.Results) { Handed = last.Handed });
        return new() { IsUpToDate = true, Why = "nothing it depends on has run since", Output = last.Output, Results = last.Results };
    }

    private Recollection FailedBefore(int place, EndedTask last, Outcome failure)
    {
        _handed.Set(place, last.Handed);
        return new() { Failure = failure, Output = last.Output, Why = "it failed before, and nothing it depends on has changed since" };
    }

    private string DefinitionOf(int place) => (_definitions ??= [.. Enumerable.Range(0, _dag.Tasks.Count).Select(new TaskDefinitions(_dag).Of)])[place];

    private static CapturedOutput? OutputOf(Outcome? outcome) => outcome switch
    {
        Outcome.Exited exited => exited.Output,
        Outcome.Killed killed => killed.Output,
        _ => null,
    };
}
