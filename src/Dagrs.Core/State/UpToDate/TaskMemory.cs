using System.Collections.Concurrent;
using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// The memory of a file's tasks across runs, as one run uses it: lets <see cref="Judge"/> decide whether a task is up to date, keeps other runs from
/// running it meanwhile, consults the cache, and records successes. Thread-safe.
/// </summary>
internal sealed class TaskMemory : ITaskMemory
{
    private readonly Dag _dag;
    private readonly TaskRecords _records;
    private readonly TaskLocks _locks;
    private readonly MemoryOptions _options;
    private readonly Glance _glance;
    private readonly Judge _judge;
    private readonly InputsAfter _inputsAfter;
    private readonly CachedOutputs? _cache;
    private readonly ConcurrentDictionary<int, Begun> _begun = new(); // running tasks that declare files
    private readonly long[] _starts; // of the other tasks, in ticks

    /// <param name="dag">What is run.</param>
    /// <param name="records">What is remembered; receives the successes.</param>
    /// <param name="locks">Keeps two runs from running one task at once.</param>
    /// <param name="options">The caller's options.</param>
    public TaskMemory(Dag dag, TaskRecords records, TaskLocks locks, MemoryOptions options)
    {
        (_dag, _records, _locks, _options) = (dag, records, locks, options);
        _glance = new(options, dag.Secrets);
        Handed = new(dag, options.Run);
        _inputsAfter = new(dag);
        _judge = new(dag, Handed, _glance, options);
        _cache = options.Cache is { } store ? new(store, options.Folder, dag.Secrets, options.Clock) : null;
        _starts = new long[dag.Tasks.Count];
    }

    /// <summary>What the tasks of the run hand over.</summary>
    public Handovers Handed { get; }

    /// <summary>How long the tasks took in earlier runs.</summary>
    public LearnedTimes Learned() => LearnedTimes.Of(_dag.Tasks.Select(task => task.Id), _records.Durations);

    /// <inheritdoc/>
    public bool IsAskedAbout(TaskNode task) => Judge.CanJudge(task);

    /// <inheritdoc/>
    public async ValueTask<Recollection> AskAsync(TaskNode task, TaskCall call, CancellationToken cancel)
    {
        var version = _records.Version;
        var judgement = await _judge.OfAsync(task, call, _records.Find(task.Id)?.Last, cancel).ConfigureAwait(false);
        List<string> warnings = [.. judgement.Look.Warnings];
        if (!judgement.IsUpToDate && judgement.Look.Problem is null && task.Spec!.Files!.Outputs is { Count: > 0 })
        {
            if (!_locks.TryTake(task.Id) && !await _locks.TakeAsync(task.Id, () => call.Tell?.Invoke("waits for another run of the file that is running it"), cancel).ConfigureAwait(false))
            {
                return new() { Why = judgement.Why ?? "", Warnings = warnings }; // the run is stopped
            }

            // Even with its lock free, another run may have run the task meanwhile.
            _records.Refresh();
            if (_records.Version != version)
            {
                judgement = await _judge.OfAsync(task, call, _records.Find(task.Id)?.Last, cancel).ConfigureAwait(false);
                if (judgement.IsUpToDate)
                {
                    _locks.Release(task.Id);
                }
            }
        }

        var answer = judgement.IsUpToDate ? Accept(task, judgement, warnings) : await PrepareAsync(task, call, judgement, warnings).ConfigureAwait(false);
        return answer with { Look = judgement.Look };
    }

    /// <inheritdoc/>
    public void Begin(TaskNode task)
    {
        var place = _dag.PlaceOf(task);
        var now = _options.Clock.GetUtcNow();
        if (task.Spec?.Files is not { IsChecked: true })
        {
            _starts[place] = now.UtcTicks;
            return;
        }

        var begun = _begun.AddOrUpdate(place, _ => new Begun(Look.None) { Start = now }, (_, begun) => begun with { Start = now });
        if (!begun.IsVoid)
        {
            _records.Void(task.Id);
        }
    }

    /// <inheritdoc/>
    public TaskLog? LogOf(TaskNode task) => _begun.TryGetValue(_dag.PlaceOf(task), out var begun) ? begun.Log : null;

    /// <inheritdoc/>
    public async ValueTask<Conclusion> SucceedAsync(TaskNode task, TaskCall call, CapturedOutput? output, IReadOnlyDictionary<string, string>? results)
    {
        var place = _dag.PlaceOf(task);
        if (task.Spec?.Files is not { IsChecked: true })
        {
            if (results is { Count: > 0 } || task.Spec?.Results.Count > 0 || task.Spec?.Files is { Outputs: not null })
            {
                Handed.Set(place, "");
            }
            else
            {
                Handed.SetRan(place);
            }

            _records.Add(task.Id, Since(new DateTimeOffset(_starts[place], TimeSpan.Zero)));
            return Conclusion.Good;
        }

        var begun = _begun.TryRemove(place, out var known) ? known : new(Look.None);
        try
        {
            return await ConcludeAsync(task, begun, output, results).ConfigureAwait(false);
        }
        finally
        {
            begun.Log?.Dispose();
            _locks.Release(task.Id);
        }
    }

    /// <inheritdoc/>
    public void Fail(TaskNode task)
    {
        var place = _dag.PlaceOf(task);
        if (_begun.TryRemove(place, out var begun))
        {
            begun.Log?.Dispose();
        }

        Handed.SetRan(place);
        _locks.Release(task.Id);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _records.Dispose();
        _locks.Dispose();
        _options.Cache?.Finish(_options.Clock);
    }

    private Recollection Accept(TaskNode task, Judgement judgement, List<string> warnings)
    {
        var last = judgement.Last!;
        if (judgement.Seen is { } seen)
        {
            _records.Confirm(task.Id, seen);
        }

        Handed.Set(_dag.PlaceOf(task), Handovers.OfFiles(task.Spec!.Files!, last.Outputs, last.End, task.Spec.Results.Count > 0));
        return new()
        {
            IsUpToDate = true,
            Output = last.Output is { } bytes ? new CapturedOutput(bytes, bytes.Length) : null,
            Results = last.Results,
            Warnings = warnings,
        };
    }

    // The task's lock is held. The cache takes a while, so another thread does it.
    private async ValueTask<Recollection> PrepareAsync(TaskNode task, TaskCall call, Judgement judgement, List<string> warnings)
    {
        var begun = new Begun(judgement.Look);
        if (judgement.Look is { Key: { } key, Problem: null } && task.Spec!.Files is { Outputs: not null } files)
        {
            var cache = files.IsCached ? _cache : null;
            if (cache is not null)
            {
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            }

            // Also without the cache: a later run that uses it has to know which outputs are the task's own work.
            var own = _records.Find(task.Id)?.Own ?? [];
            var unknown = CachedOutputs.Unknown(files, _glance.FindOutputs(files, hasRun: true), own);
            begun = begun with { Unknown = unknown };
            if (cache is not null)
            {
                _records.Void(task.Id);
                if (!_options.IsForced(task.Id) && cache.TryFetch(files, key, own, call.IsOutputWanted) is { } hit && await RestoreAsync(task, judgement.Look, hit, unknown).ConfigureAwait(false) is { } restored)
                {
                    return restored with { Warnings = warnings };
                }

                if (cache.Clean(files, own) is { } remnant)
                {
                    warnings.Add(remnant);
                }

                begun = begun with { IsVoid = true, Log = cache.NewLog(call.IsOutputWanted) };
            }
        }

        _begun[_dag.PlaceOf(task)] = begun;
        return new() { Why = judgement.Why!, Problem = judgement.Look.Problem, Differences = judgement.Differences, Warnings = warnings };
    }

    private async ValueTask<Recollection?> RestoreAsync(TaskNode task, Look look, CacheHit hit, Dictionary<string, FileStamp> unknown)
    {
        var files = task.Spec!.Files!;
        var results = hit.Entry.Results.ToDictionary(StringComparer.Ordinal);
        var (found, outputs, _) = await _glance.OutputsAsync(files, [], hasRun: true).ConfigureAwait(false);
        if (outputs is null || found.Absent.Count > 0 || !Judge.GivesAll(task, results))
        {
            return null;
        }

        var output = hit.Entry.IsOutputApart ? hit.Log.Output() : default(CapturedOutput?);
        Handed.Set(_dag.PlaceOf(task), Handovers.OfFiles(files, outputs, hit.Entry.Made, task.Spec.Results.Count > 0));
        _records.Add(task.Id, new Success(look.Key!, hit.Entry.Made)
        {
            Parts = look.Parts,
            Inputs = look.Inputs,
            Outputs = outputs,
            Strangers = CachedOutputs.Strangers(unknown, found),
            Output = output is { IsWhole: true } whole ? whole.Bytes : null,
            Results = results,
        });
        _locks.Release(task.Id);
        return new() { IsUpToDate = true, Why = "restored from the cache", Output = output, Results = results, Log = hit.Log };
    }

    private async ValueTask<Conclusion> ConcludeAsync(TaskNode task, Begun begun, CapturedOutput? output, IReadOnlyDictionary<string, string>? results)
    {
        var place = _dag.PlaceOf(task);
        var files = task.Spec!.Files!;
        var now = _options.Clock.GetUtcNow();
        var took = Since(begun.Start);
        var (found, outputs, unclear) = await _glance.OutputsAsync(files, _records.Find(task.Id)?.Last?.Outputs ?? [], hasRun: true).ConfigureAwait(false);
        if (found.Absent is [var absent, ..])
        {
            Handed.SetRan(place);
            return new($"did not make its output '{OneLine.Of(absent)}'", []);
        }

        List<string> warnings = [.. found.Unmatched.Select(pattern => $"its output '{OneLine.Of(files.Outputs![pattern])}' matches nothing"), .. unclear];
        if (outputs is null)
        {
            Handed.SetRan(place);
        }
        else
        {
            Handed.Set(place, Handovers.OfFiles(files, outputs, now, task.Spec.Results.Count > 0));
        }

        var inputs = outputs is null || begun.Look.Key is null || !IsAskedAbout(task) ? null : await _glance.InputsAgainAsync(files, begun.Look.Inputs).ConfigureAwait(false);
        if (inputs is null || !_inputsAfter.AreSame(task, begun.Look.Inputs, inputs) || HoldsSecret(output, results))
        {
            _records.Add(task.Id, took);
            return new(null, warnings);
        }

        var success = new Success(begun.Look.Key!, now)
        {
            Parts = begun.Look.Parts,
            Inputs = begun.Look.Inputs,
            Outputs = outputs!,
            Strangers = begun.Unknown is { } unknown ? CachedOutputs.Strangers(unknown, found) : null,
            Output = output is { IsWhole: true } whole ? whole.Bytes : null,
            Results = results ?? new Dictionary<string, string>(),
        };
        if (begun.Log is { } log && (CachedOutputs.WhyNone(success, inputs) ?? _cache!.Keep(task, success, found, log, took)) is { } why)
        {
            warnings.Add($"it is not stored in the cache: {why}");
        }

        _records.Add(task.Id, success, took);
        return new(null, warnings);
    }

    private TimeSpan Since(DateTimeOffset? start) => start is { } began && _options.Clock.GetUtcNow() is var now && now > began ? now - began : TimeSpan.Zero;

    // A secret must not be written to any file of the state.
    private bool HoldsSecret(CapturedOutput? output, IReadOnlyDictionary<string, string>? results)
    {
        if (_dag.Secrets is not { } secrets)
        {
            return false;
        }

        return (output is { } text && IsMasked(secrets, Encoding.Latin1.GetString(text.Bytes.Span)))
            || (output is { } same && IsMasked(secrets, Encoding.UTF8.GetString(same.Bytes.Span)))
            || (results is not null && results.Values.Any(value => IsMasked(secrets, value)));
    }

    private static bool IsMasked(SecretValues secrets, string text) => secrets.Apply(text) != text;
}
