using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>Withdraws some tasks while the run goes on.</content>
internal sealed partial class Progress
{
    private Dictionary<int, NotRunReason>? _withdrawn; // by task, why it was withdrawn; null: none was

    /// <summary>Why a task was withdrawn; null: it was not.</summary>
    public NotRunReason? WithdrawnBecause(int task) => _withdrawn?.GetValueOrDefault(task);

    /// <summary>Withdraws a task, if it runs, and all its dependents; the other tasks go on.</summary>
    /// <returns>Those of them that run and are to be stopped.</returns>
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
                    _serving.EndStandalone(next); // it stops when its own holders have finished
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

    // A ready task may have been withdrawn since.
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
