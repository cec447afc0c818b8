using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// What happened upstream of each task: whether something was started, whether something failed. Only clean-up needs it, so only a graph with
/// clean-up has it. As pure as <see cref="Progress"/>, which reports every end to it.
/// </summary>
internal sealed class UpstreamStates(Dag dag)
{
    private readonly Upstream[] _upstream = new Upstream[dag.Tasks.Count];

    [Flags]
    private enum Upstream : byte
    {
        None = 0,
        Started = 1,
        Failed = 2,
        Doomed = 4, // something failed, and the tasks that depend on this one's success know it
    }

    public bool HasStart(int task) => _upstream[task].HasFlag(Upstream.Started);

    public bool HasFailure(int task) => _upstream[task].HasFlag(Upstream.Failed);

    /// <summary>Records that a task has reached a final state. A group starts nothing.</summary>
    public void Note(int task, TaskState state) =>
        _upstream[task] |= (dag.Node(task).IsGroup || !state.WasStarted() ? Upstream.None : Upstream.Started) | (state is TaskState.Failed or TaskState.TimedOut ? Upstream.Failed : Upstream.None);

    /// <summary>Records that a service upstream of a task was started.</summary>
    public void NoteStart(int task) => _upstream[task] |= Upstream.Started;

    /// <summary>Records that a service upstream of a task has failed, even if the task need not wait for its end.</summary>
    public void NoteFailure(int task) => _upstream[task] |= Upstream.Failed;

    /// <summary>A task has finished: what lies upstream of it lies upstream of its successor too.</summary>
    public void Inherit(int task, int successor) => _upstream[successor] |= _upstream[task] & (Upstream.Started | Upstream.Failed);

    /// <summary>A failure has reached a clean-up task. False when an earlier one already had: then its dependents know.</summary>
    public bool TryDoom(int task)
    {
        var isFirst = !_upstream[task].HasFlag(Upstream.Doomed);
        _upstream[task] |= Upstream.Doomed;
        return isFirst;
    }

    /// <summary>The clean-up that will start after a stop, as far as is known: it waits or runs, and something upstream of it was started.</summary>
    public IReadOnlyList<TaskNode> CleanUpAhead(ReadOnlySpan<TaskState> states)
    {
        var ahead = new List<TaskNode>();
        var isAfterStarted = new bool[states.Length];
        for (var task = 0; task < states.Length; task++)
        {
            var node = dag.Node(task);
            if (node.Settings.When == When.Always && (states[task] == TaskState.Running || (states[task] == TaskState.Pending && isAfterStarted[task])))
            {
                ahead.Add(node);
            }

            var isStarted = isAfterStarted[task] || (states[task].WasStarted() && !node.IsGroup);
            foreach (var successor in dag.Successors[task])
            {
                isAfterStarted[successor] |= isStarted;
            }
        }

        return ahead;
    }
}
