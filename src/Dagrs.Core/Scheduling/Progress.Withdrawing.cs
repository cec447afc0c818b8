using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>What becomes of tasks of which some are to go on no more, while the run does.</content>
internal sealed partial class Progress
{
    private Dictionary<int, NotRunReason>? _withdrawn; // by task, why it is not to go on; null: nothing was withdrawn

    /// <summary>Why a task is not to go on; null: it may.</summary>
    public NotRunReason? WithdrawnBecause(int task) => _withdrawn?.GetValueOrDefault(task);

    /// <summary>A task, if it runs, and all that comes after it does not go on in this run; the others do.</summary>
    /// <returns>Those of them that run, and are to end.</returns>
    public IReadOnlyList<int> Withdraw(int task, NotRunReason why)
    {
        var running = new List<int>();
        var seen = new HashSet<int> { task };
        var open = new Stack<int>();
        open.Push(task);
        while (open.TryPop(out var next))
        {
            if (_states[next] == TaskState.Running && (_withdrawn ??= []).TryAdd(next, why))
            {
                if (_serving?.Has(next, out _) == true)
                {
                    _serving.EndLasting(next); // it ends when those that hold it have
                }
                else
                {
                    running.Add(next);
                }
            }
            else if (_states[next] == TaskState.Pending && next != task)
            {
                Settle(next, TaskState.NotRun, why);
            }

            foreach (var successor in _dag.Successors[next])
            {
                if (seen.Add(successor))
                {
                    open.Push(successor);
                }
            }
        }

        Spread();
        return running;
    }

    // One that was ready may have been withdrawn since.
    private bool IsWithdrawnFrom(int ready)
    {
        if (_states[ready] == TaskState.Pending)
        {
            return false;
        }

        _ready.GiveBack(ready);
        return true;
    }
}
