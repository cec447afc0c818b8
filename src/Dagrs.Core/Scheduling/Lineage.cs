using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// What stands before each task, near or far: whether something was started, whether something failed. Clean-up asks, so there is one only for a graph that
/// has some. As pure as <see cref="Progress"/>, which tells it of every end.
/// </summary>
internal sealed class Lineage(Dag dag)
{
    private readonly Past[] _past = new Past[dag.Tasks.Count];

    [Flags]
    private enum Past : byte
    {
        None = 0,
        Started = 1,
        Failed = 2,
        Doomed = 4, // something failed; whoever comes after this task for success was told
    }

    public bool HasStart(int task) => _past[task].HasFlag(Past.Started);

    public bool HasFailure(int task) => _past[task].HasFlag(Past.Failed);

    /// <summary>A task has left the slots in a final state. A group starts nothing.</summary>
    public void Note(int task, TaskState state) =>
        _past[task] |= (dag.Node(task).IsGroup || !state.WasStarted() ? Past.None : Past.Started) | (state is TaskState.Failed or TaskState.TimedOut ? Past.Failed : Past.None);

    /// <summary>A service before a task was started.</summary>
    public void NoteStart(int task) => _past[task] |= Past.Started;

    /// <summary>A service before a task has failed, though the task need not wait for its end.</summary>
    public void NoteFailure(int task) => _past[task] |= Past.Failed;

    /// <summary>A task is over: one that comes after it has before it what it has.</summary>
    public void Inherit(int task, int successor) => _past[successor] |= _past[task] & (Past.Started | Past.Failed);

    /// <summary>A failure has come to a task that runs in any case. False when one had come before: who comes after it was told.</summary>
    public bool TryDoom(int task)
    {
        var isFirst = !_past[task].HasFlag(Past.Doomed);
        _past[task] |= Past.Doomed;
        return isFirst;
    }

    /// <summary>The clean-up that will start after a stop, as far as is known now: it waits, or runs, and something before it was started.</summary>
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
