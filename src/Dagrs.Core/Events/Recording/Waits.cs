using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>When each task of a run could have started, and what it waited for from then on.</summary>
/// <param name="run">The run.</param>
/// <param name="tasks">Its tasks; the results are added to them.</param>
/// <param name="lacked">The resource that a task lacked when its turn came; null: none.</param>
internal sealed class Waits(RecordedRun run, RecordedTask[] tasks, Func<int, string?> lacked)
{
    // A shorter time always passes between the end of one task and the start of the next.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly bool _hasServices = Array.Exists(tasks, task => task.IsService);

    /// <param name="order">The positions of the tasks in topological order.</param>
    public void AddTo(IReadOnlyList<int> order)
    {
        var over = new TimeSpan[tasks.Length]; // by task: when it was finished for its dependents
        foreach (var task in order)
        {
            var ready = TimeSpan.Zero;
            foreach (var before in tasks[task].After)
            {
                ready = over[before] > ready ? over[before] : ready;
            }

            // A task that did not run finishes together with its predecessors.
            var wasStarted = tasks[task].State.WasStarted();
            ready = wasStarted && ready > tasks[task].Start ? tasks[task].Start : ready;
            over[task] = wasStarted ? tasks[task].OverForOthers : ready;
            if (ready > TimeSpan.Zero || wasStarted)
            {
                tasks[task] = tasks[task] with { Ready = ready, WaitedFor = wasStarted ? WaitedFor(task, ready) : null };
            }
        }
    }

    private string? WaitedFor(int task, TimeSpan ready)
    {
        // A service starts when it is needed, and clean-up when the services upstream of it have stopped: neither waits for a slot.
        if (tasks[task].Start - ready < ShortestWait || tasks[task].IsService || (tasks[task].When == "always" && _hasServices))
        {
            return null;
        }

        return lacked(task) ?? (run.Schedule == "waves" ? "wave" : "slot");
    }
}
