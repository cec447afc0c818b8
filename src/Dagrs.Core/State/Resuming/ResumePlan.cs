using Dagrs.Core.Events.Recording;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Runs;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Core.State.Resuming;

/// <summary>
/// Which tasks of an interrupted run need not run again when it is resumed, and why the others do. If that run had itself resumed an earlier one and was
/// interrupted before every task had its turn, the rest is taken from the earlier run. It knows nothing of files: tasks that declare inputs or outputs
/// are judged by those, when their turn comes. Immutable.
/// </summary>
internal sealed class ResumePlan
{
    private readonly Dag _dag;
    private readonly string _stored; // the id of the resumed run
    private readonly string?[] _whyNot; // by index; null: it is kept unless a predecessor runs
    private readonly bool[] _wasSkipped; // by index; what follows is kept, unless its condition holds when its turn comes
    private readonly StoredValue[] _values;

    /// <param name="dag">What is to be run now.</param>
    /// <param name="stored">The run to resume.</param>
    /// <param name="earlier">The plan of the run that it had resumed; null: it was not a resumed one.</param>
    public ResumePlan(Dag dag, StoredRun stored, ResumePlan? earlier = null)
    {
        (_dag, _stored) = (dag, stored.Id);
        _whyNot = new string?[dag.Tasks.Count];
        _wasSkipped = new bool[dag.Tasks.Count];
        _values = new StoredValue[dag.Tasks.Count];
        Array.Fill(_values, StoredValue.Nothing);
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var place = 0; place < stored.Run.Tasks.Count; place++)
        {
            before.TryAdd(stored.Run.Tasks[place].Id, place);
        }

        var turns = new Turns(dag, stored.Run, before);
        var definitions = new TaskDefinitions(dag);
        for (var task = 0; task < _whyNot.Length; task++)
        {
            if (earlier?.StillHolds(task) == true && turns.IsAsBefore(task))
            {
                (_values[task], _wasSkipped[task]) = (earlier.ValueOf(task), earlier._wasSkipped[task]);
                continue;
            }

            _whyNot[task] = before.TryGetValue(dag.Node(task).Id, out var place) ? WhyNot(task, stored, place, definitions) : "it was not part of that run";
        }

        FindThoseCleanedUp(stored, before);
        FindThoseAfter();
    }

    /// <summary>True for a task that declares inputs or outputs, and so is judged by them.</summary>
    public bool IsJudgedByFiles(int task) => _dag.Node(task).Spec?.Files is { IsChecked: true };

    /// <summary>True for a task that is kept, unless a predecessor runs after all.</summary>
    public bool MayKeep(int task) => StillHolds(task) && !_wasSkipped[task];

    /// <summary>True for a task that was skipped, and whose condition decides again.</summary>
    public bool IsDecidedAgain(int task) => _wasSkipped[task];

    /// <summary>Why a task runs again, phrased to follow "runs: "; null: it need not, as far as is known before the run.</summary>
    public string? WhyNot(int task) => _whyNot[task] ?? (_dag.Node(task).IsService ? "a service starts when it is needed" : null);

    /// <summary>What a kept task hands over.</summary>
    public StoredValue ValueOf(int task) => _values[task] is { Handed: null } value ? value with { Handed = HandedBy(_dag.Node(task)) } : _values[task];

    private bool StillHolds(int task) => _whyNot[task] is null && _dag.Node(task) is { IsGroup: false, IsService: false } && !IsJudgedByFiles(task);

    // The value of a task that ran in the resumed run itself.
    private string HandedBy(TaskNode task) => task.Spec is { Results.Count: > 0 } or { Files.Outputs: not null } ? "" : Handovers.OfRun(_stored, task.Id);

    private string? WhyNot(int task, StoredRun stored, int place, TaskDefinitions definitions)
    {
        var node = _dag.Node(task);
        var then = stored.Run.Tasks[place];
        if (node.IsGroup || node.IsService || IsJudgedByFiles(task))
        {
            return null; // a service does not prevent its dependents from being kept
        }

        if (node.Settings.When != When.Success)
        {
            return $"a task with 'when: {node.Settings.When.Word()}' always runs again";
        }

        var isSkipped = then.State == TaskState.Skipped && (node.Spec?.SkippedBecause ?? ConditionWords.Of(node)) is not null;
        if (!isSkipped && then.State is not (TaskState.Succeeded or TaskState.UpToDate))
        {
            return then.State switch
            {
                TaskState.Running => "it was running when that run ended",
                TaskState.Pending => "it had not started",
                _ => then.Words,
            };
        }

        if (place >= stored.Definitions.Count || stored.Definitions[place] != definitions.Of(task))
        {
            return "its definition changed";
        }

        _wasSkipped[task] = isSkipped;
        return isSkipped ? null : WhyNotWhole(task, node, then, stored);
    }

    private string? WhyNotWhole(int task, TaskNode node, RecordedTask then, StoredRun stored)
    {
        var isKept = stored.Values.TryGetValue(node.Id, out var value);
        if (isKept)
        {
            _values[task] = value!;
        }

        var isSeen = false;
        foreach (var successor in _dag.Successors[task])
        {
            isSeen |= _dag.Node(successor).Reads;
        }

        // Output with a secret is never stored; its absence is the only sign.
        return isSeen && value?.Output is null ? "its output was not kept, and a dependent may use it"
            : !isKept && (then.Results.Count > 0 || node.Spec?.Results.Count > 0) ? "its results were not kept"
            : null;
    }

    // A task with another 'when' that ran has cleaned up after its predecessors: 'logout' undoes 'login'.
    private void FindThoseCleanedUp(StoredRun stored, Dictionary<string, int> before)
    {
        for (var task = 0; task < _whyNot.Length; task++)
        {
            var node = _dag.Node(task);
            if (node.Settings.When != When.Success && before.TryGetValue(node.Id, out var place) && stored.Run.Tasks[place].State.WasStarted())
            {
                foreach (var predecessor in _dag.Predecessors[task])
                {
                    _whyNot[predecessor] ??= _dag.Node(predecessor).IsGroup || IsJudgedByFiles(predecessor) ? null : $"'{OneLine.Of(node.Id)}' cleans up after it, and has run";
                }
            }
        }
    }

    private void FindThoseAfter()
    {
        for (var task = 0; task < _whyNot.Length; task++)
        {
            if (IsJudgedByFiles(task))
            {
                continue;
            }

            foreach (var predecessor in _dag.Predecessors[task])
            {
                _whyNot[task] ??= _whyNot[predecessor] is null ? null : $"its dependency '{OneLine.Of(_dag.Node(predecessor).Id)}' runs again";
            }
        }
    }
}
