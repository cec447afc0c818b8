using Dagrs.Core.Events.Recording;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Resuming;

/// <summary>Which tasks had their turn in an interrupted run. It does not know what had become of them before. Not thread-safe.</summary>
/// <param name="dag">What is to be run now.</param>
/// <param name="run">The run.</param>
/// <param name="places">The indexes of tasks in that run, by id.</param>
internal sealed class Turns(Dag dag, RecordedRun run, IReadOnlyDictionary<string, int> places)
{
    private readonly bool?[] _hasRun = new bool?[dag.Tasks.Count];

    /// <summary>True when the run did not reach a task, and none of its predecessors ran: the result of an earlier run still stands.</summary>
    public bool IsAsBefore(int task) => StateOf(task) is TaskState.Pending or TaskState.NotRun && !HasRunBefore(task);

    private bool HasRunBefore(int task)
    {
        foreach (var predecessor in dag.Predecessors[task])
        {
            if (_hasRun[predecessor] ??= HasRun(predecessor))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasRun(int task) => StateOf(task) switch
    {
        null => !dag.Node(task).IsGroup || HasRunBefore(task), // a new task counts as one that ran
        TaskState.UpToDate => false,
        { } state => (!dag.Node(task).IsGroup && state.WasStarted()) || HasRunBefore(task),
    };

    private TaskState? StateOf(int task) => places.TryGetValue(dag.Node(task).Id, out var place) ? run.Tasks[place].State : null;
}
