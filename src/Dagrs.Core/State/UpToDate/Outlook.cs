using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.Resuming;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// Predicts what a run would do, by taking part in a dry run: it reports every task as up to date, so that nothing runs, and keeps the
/// real verdict. A task that would run is assumed to produce what it produced last time. It writes nothing. For a run with one slot.
/// </summary>
internal sealed class Outlook : ITaskMemory
{
    private readonly Dag _dag;
    private readonly TaskRecords _records;
    private readonly ResumePlan? _plan;
    private readonly Handovers _handed;
    private readonly Judge _judge;
    private readonly Prospect?[] _prospects;
    private readonly List<FilePatterns> _unsettled = []; // output patterns of tasks whose outputs may change

    /// <param name="dag">What would be run.</param>
    /// <param name="records">What is remembered.</param>
    /// <param name="plan">What would be kept of the run to resume; null: nothing.</param>
    /// <param name="options">The caller's options.</param>
    public Outlook(Dag dag, TaskRecords records, ResumePlan? plan, MemoryOptions options)
    {
        (_dag, _records, _plan) = (dag, records, plan);
        _handed = new(dag, options.Run);
        _judge = new(dag, _handed, new Glance(options, dag.Secrets), options);
        _prospects = new Prospect?[dag.Tasks.Count];
    }

    /// <summary>The prediction for a task; to be called when the dry run is over.</summary>
    public Prospect Of(TaskNode task)
    {
        var place = _dag.PlaceOf(task);
        if (task.IsService)
        {
            return OfService(task, place);
        }

        return _prospects[place] ?? (task.Spec?.SkippedBecause is { } why ? new(ProspectVerdict.Skipped) { Why = why }
            : Judge.CanJudge(task) && !task.IsToDecide && _records.Find(task.Id)?.Last is null ? new(ProspectVerdict.Runs) { Why = Judge.NoSuccess }
            : Unsettled(place, _ => true) is { } before ? new(ProspectVerdict.Perhaps) { DependsOn = before }
            : task.IsGroup ? new(ProspectVerdict.UpToDate)
            : new(ProspectVerdict.Skipped));
    }

    /// <inheritdoc/>
    public bool IsAskedAbout(TaskNode task) => task.IsCommand;

    // A service runs if a task that needs it does.
    private Prospect OfService(TaskNode service, int place)
    {
        TaskNode? perhaps = null;
        foreach (var holder in _dag.Services!.HoldersOf(place))
        {
            var node = _dag.Node(holder);
            if (node.IsCommand && !node.IsService && Of(node) is { Verdict: ProspectVerdict.Runs or ProspectVerdict.Perhaps } prospect)
            {
                if (prospect.Verdict == ProspectVerdict.Runs)
                {
                    return new(ProspectVerdict.Runs) { Why = $"'{OneLine.Of(node.Id)}', which runs, needs it" };
                }

                perhaps ??= node;
            }
        }

        return service.Spec?.SkippedBecause is { } why ? new(ProspectVerdict.Skipped) { Why = why }
            : perhaps is not null ? new(ProspectVerdict.Perhaps) { DependsOn = perhaps }
            : _prospects[place] is null ? new(ProspectVerdict.Skipped) { Why = "nothing that runs needs it" }
            : new(ProspectVerdict.Runs) { Why = "it runs until the run is stopped" };
    }

    /// <inheritdoc/>
    public async ValueTask<Recollection> AskAsync(TaskNode task, TaskCall call, CancellationToken cancel)
    {
        var place = _dag.PlaceOf(task);
        var last = _records.Find(task.Id)?.Last;
        var prospect = await ProspectAsync(task, call, last, cancel).ConfigureAwait(false);
        _prospects[place] = prospect;
        _handed.Set(place, last is not null && task.Spec?.Files is { IsChecked: true } files ? Handovers.OfFiles(files, last.Outputs, last.End, task.Spec.Results.Count > 0) : "");
        if (prospect.Verdict != ProspectVerdict.UpToDate && task.Spec?.Files is { } written && Glance.OutputsOf(written) is { } patterns)
        {
            _unsettled.Add(patterns);
        }

        var kept = prospect.Verdict == ProspectVerdict.UpToDate && !Judge.CanJudge(task) ? _plan?.ValueOf(place) : null;
        return new()
        {
            IsUpToDate = true,
            Output = (kept?.Output ?? last?.Output) is { } bytes ? new CapturedOutput(bytes, bytes.Length) : new CapturedOutput(default, 0),
            Results = kept?.Results ?? last?.Results,
        };
    }

    /// <inheritdoc/>
    public void Begin(TaskNode task) => throw new InvalidOperationException($"BUG: '{task.Id}' runs in a run that runs nothing");

    /// <inheritdoc/>
    public TaskLog? LogOf(TaskNode task) => null;

    /// <inheritdoc/>
    public ValueTask<Conclusion> SucceedAsync(TaskNode task, TaskCall call, CapturedOutput? output, IReadOnlyDictionary<string, string>? results) => new(Conclusion.Good);

    /// <inheritdoc/>
    public void Fail(TaskNode task)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _records.Dispose();

    private async ValueTask<Prospect> ProspectAsync(TaskNode task, TaskCall call, Success? last, CancellationToken cancel)
    {
        var place = _dag.PlaceOf(task);
        if (task.IsToDecide && Unsettled(place, _ => true) is { } undecided)
        {
            return new(ProspectVerdict.Perhaps) { DependsOn = undecided }; // its condition may become false
        }

        if (!Judge.CanJudge(task))
        {
            return _plan?.MayKeep(place) != true ? new(ProspectVerdict.Runs) { Why = "it declares no inputs or outputs" }
                : Unsettled(place, before => _prospects[before]?.Verdict == ProspectVerdict.Runs) is { } again ? new(ProspectVerdict.Runs) { Why = $"its dependency '{OneLine.Of(again.Id)}' runs" }
                : Unsettled(place, _ => true) is { } perhaps ? new(ProspectVerdict.Perhaps) { DependsOn = perhaps }
                : new(ProspectVerdict.UpToDate);
        }

        if (Unsettled(place, before => _prospects[before]?.Verdict == ProspectVerdict.Runs && TellsNothing(before)) is { } running)
        {
            return new(ProspectVerdict.Runs) { Why = $"its dependency '{OneLine.Of(running.Id)}' runs and declares no outputs or results" };
        }

        var judgement = await _judge.OfAsync(task, call, last, cancel).ConfigureAwait(false);
        var open = Unsettled(place, before => Matters(before, task));
        if (open is not null && (judgement.IsUpToDate || IsUndoneByOthers(task, judgement)))
        {
            return new(ProspectVerdict.Perhaps) { DependsOn = open };
        }

        return judgement.IsUpToDate ? new(ProspectVerdict.UpToDate) : new(ProspectVerdict.Runs) { Why = judgement.Why ?? "", Differences = judgement.Differences };
    }

    // Whether the differences may vanish once its predecessors have run.
    private bool IsUndoneByOthers(TaskNode task, Judgement judgement)
    {
        var folder = task.Spec!.Files!.Folder;
        return judgement.Look switch
        {
            { Problem: not null } => false,
            _ when judgement.Last is null => false,
            { Key: null } => _unsettled.Count > 0, // a missing input may still be made
            { Key: var key } => judgement.Last is { } last && last.Key != key && Differences.AreOnlyIn(
                last, judgement.Look.Parts, judgement.Look.Inputs, task.Spec.Late is not null, name => _unsettled.Exists(patterns => patterns.Covers(Path.GetFullPath(Path.Combine(folder, name))))),
        };
    }

    // The first predecessor that runs or may run; a group stands for its own predecessors.
    private TaskNode? Unsettled(int task, Predicate<int> counts)
    {
        foreach (var before in _dag.Predecessors[task])
        {
            var node = _dag.Node(before);
            if (node.IsService)
            {
                continue; // a service counts by its definition alone
            }

            if (node.IsGroup)
            {
                if (Unsettled(before, counts) is { } deeper)
                {
                    return deeper;
                }
            }
            else if (_prospects[before] is null or { Verdict: ProspectVerdict.Runs or ProspectVerdict.Perhaps } && node.Spec?.SkippedBecause is null && counts(before))
            {
                return node;
            }
        }

        return null;
    }

    private bool TellsNothing(int task) => _dag.Node(task).Spec is not { Results.Count: > 0 } and not { Files.Outputs: not null };

    // A task with an empty list of outputs, or with results alone, matters only to tasks that read its values.
    private bool Matters(int before, TaskNode task) =>
        TellsNothing(before) || _dag.Node(before).Spec?.Files?.Outputs is { Count: > 0 } || task.Reads || task.Spec?.Late is not null;
}
