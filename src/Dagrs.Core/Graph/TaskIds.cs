using System.Numerics;

namespace Dagrs.Core.Graph;

/// <summary>Finds tasks by id: one table of hashes and indexes, so that a task costs no object. Belongs to a builder first, to its graph then.</summary>
/// <param name="capacity">How many tasks are expected; more are fine.</param>
internal sealed class TaskIds(int capacity)
{
    private const int Smallest = 8;

    private Slot[] _slots = new Slot[SizeFor(Math.Max(capacity, Smallest))];
    private int _count;

    /// <summary>Adds the id of the task that comes next, unless one of those given has it.</summary>
    public bool TryAdd(string id, ReadOnlySpan<TaskNode> tasks)
    {
        if (SizeFor(_count + 1) > _slots.Length)
        {
            Grow();
        }

        var hash = id.GetHashCode(StringComparison.Ordinal);
        var place = PlaceOf(id, hash, tasks);
        if (_slots[place].Number > 0)
        {
            return false;
        }

        _slots[place] = new(hash, ++_count);
        return true;
    }

    /// <summary>The index of the task with an id; -1 when there is none.</summary>
    public int IndexOf(string id, ReadOnlySpan<TaskNode> tasks) => _slots[PlaceOf(id, id.GetHashCode(StringComparison.Ordinal), tasks)].Number - 1;

    // At most three quarters full, so that a free slot is never far.
    private static int SizeFor(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)(count + (count / 3) + 1));

    private int PlaceOf(string id, int hash, ReadOnlySpan<TaskNode> tasks)
    {
        var slots = _slots;
        var place = hash & (slots.Length - 1);
        while (slots[place] is { Number: > 0 } slot && (slot.Hash != hash || tasks[slot.Number - 1].Id != id))
        {
            place = (place + 1) & (slots.Length - 1);
        }

        return place;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        foreach (var slot in old)
        {
            if (slot.Number > 0)
            {
                var place = slot.Hash & (_slots.Length - 1);
                while (_slots[place].Number > 0)
                {
                    place = (place + 1) & (_slots.Length - 1);
                }

                _slots[place] = slot;
            }
        }
    }

    /// <param name="Hash">The hash of the id.</param>
    /// <param name="Number">The index of the task and one more; 0 in a free slot.</param>
    private readonly record struct Slot(int Hash, int Number);
}
