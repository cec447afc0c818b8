namespace Dagrs.Core.Scheduling;

/// <summary>Slots that only the tasks of a pool take. Belongs to the scheduler's loop.</summary>
internal sealed class Pool(int size)
{
    private readonly Queue<int> _waiting = new();
    private int _free = size;

    /// <summary>Takes a slot, or lets the task wait for one.</summary>
    public bool TryEnter(int task)
    {
        if (_free > 0)
        {
            _free--;
            return true;
        }

        _waiting.Enqueue(task);
        return false;
    }

    /// <summary>Gives a slot back.</summary>
    /// <returns>A task that waited and is ready again.</returns>
    public int? Leave()
    {
        _free++;
        return _waiting.TryDequeue(out var task) ? task : null;
    }
}
