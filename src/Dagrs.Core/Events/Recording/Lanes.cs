using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>
/// Assigns to each task that ran the lowest free slot, so that no two tasks are in one slot at the same time. Services take no slot and have lanes of
/// their own.
/// </summary>
internal static class Lanes
{
    /// <param name="tasks">The tasks; their slots are added to them. A group takes none.</param>
    /// <param name="starts">The positions of the tasks that started, in that order.</param>
    public static void AddTo(RecordedTask[] tasks, IReadOnlyList<int> starts)
    {
        AddTo(tasks, starts, areServices: false);
        AddTo(tasks, starts, areServices: true);
    }

    private static void AddTo(RecordedTask[] tasks, IReadOnlyList<int> starts, bool areServices)
    {
        var free = new PriorityQueue<int, int>();
        var busy = new PriorityQueue<int, TimeSpan>(); // by the time they become free
        var lanes = 0;
        foreach (var task in starts)
        {
            if (tasks[task].Kind == "group" || !tasks[task].State.WasStarted() || tasks[task].IsService != areServices || (tasks[task].Slot ?? tasks[task].ServiceLane) is not null)
            {
                continue;
            }

            while (busy.TryPeek(out var lane, out var end) && end <= tasks[task].Start)
            {
                busy.Dequeue();
                free.Enqueue(lane, lane);
            }

            var slot = free.TryDequeue(out var lowest, out _) ? lowest : lanes++;
            tasks[task] = areServices ? tasks[task] with { ServiceLane = slot } : tasks[task] with { Slot = slot };
            busy.Enqueue(slot, tasks[task].State == TaskState.Running ? TimeSpan.MaxValue : tasks[task].End);
        }
    }
}
