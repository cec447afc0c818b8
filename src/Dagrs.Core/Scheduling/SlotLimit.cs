namespace Dagrs.Core.Scheduling;

/// <summary>Slots that several runs share. A run that finds none is woken when one is given back. Thread-safe.</summary>
internal sealed class SlotLimit(int size)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = new();
    private int _free = size;

    /// <summary>Takes a slot, or has the run woken when there may be one.</summary>
    public bool TryTake(Action wake)
    {
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }

            if (!_waiting.Contains(wake))
            {
                _waiting.Enqueue(wake);
            }

            return false;
        }
    }

    public void GiveBack()
    {
        lock (_gate)
        {
            _free++;
        }

        Wake();
    }

    /// <summary>Wakes one of those who wait if there is a slot. Whoever was woken calls it in turn: he may have no use for the slot.</summary>
    public void Wake()
    {
        Action? wake = null;
        lock (_gate)
        {
            if (_free > 0)
            {
                _waiting.TryDequeue(out wake);
            }
        }

        // Elsewhere: the one who gives back holds the lock of his own run.
        if (wake is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static wake => wake(), wake, preferLocal: false);
        }
    }
}
