using System.Numerics;

namespace Dagrs.Core.Graph;

/// <summary>Finds tasks by id: one table of numbers, so that a task costs no object. Belongs first to a builder, then to its graph.</summary>
/// <remarks>
/// A slot holds the index of a task, counted from 1, in as many bits as the table's size has, and part of the hash of its id in the rest: a task is
/// compared only when it is almost certainly the right one. A free slot is 0.
/// </remarks>
/// <param name="capacity">How many tasks are expected; more are fine.</param>
internal sealed class TaskIds(int capacity)
{
    private const int Smallest = 8;

    private int[] _slots = new int[SizeFor(Math.Max(capacity, Smallest))];
    private int _count;

    /// <summary>Adds the id of the next task, unless one of the given tasks has it.</summary>
    public bool TryAdd(string id, ReadOnlySpan<TaskNode> tasks)
    {
        if (SizeFor(_count + 1) > _slots.Length)
        {
            Grow(tasks);
        }

        var hash = HashOf(id);
        var place = PlaceOf(id, hash, tasks);
        if (_slots[place] != 0)
        {
            return false;
        }

        _slots[place] = (hash & ~Mask) | ++_count;
        return true;
    }

    /// <summary>The index of the task with an id; -1 when there is none.</summary>
    public int IndexOf(string id, ReadOnlySpan<TaskNode> tasks) => (_slots[PlaceOf(id, HashOf(id), tasks)] & Mask) - 1;

    private int Mask => _slots.Length - 1;

    // At most three quarters full, so that a free slot is near and the largest index fits into a slot.
    private static int SizeFor(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)(count + (count / 3) + 1));

    private static int HashOf(string id) => id.GetHashCode(StringComparison.Ordinal);

    private int PlaceOf(string id, int hash, ReadOnlySpan<TaskNode> tasks)
    {
        var (slots, mask) = (_slots, Mask);
        var place = hash & mask;
        while (slots[place] is not 0 and var slot && (((slot ^ hash) & ~mask) != 0 || tasks[(slot & mask) - 1].Id != id))
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    private void Grow(ReadOnlySpan<TaskNode> tasks)
    {
        _slots = new int[_slots.Length * 2];
        for (var task = 0; task < _count; task++)
        {
            var hash = HashOf(tasks[task].Id);
            var place = hash & Mask;
            while (_slots[place] != 0)
            {
                place = (place + 1) & Mask;
            }

            _slots[place] = (hash & ~Mask) | (task + 1);
        }
    }
}
