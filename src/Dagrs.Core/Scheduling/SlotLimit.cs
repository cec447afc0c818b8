namespace Dagrs.Core.Scheduling;

/// <summary>Slots that several runs share. A run that finds none free is woken when one is returned. Thread-safe.</summary>
internal sealed class SlotLimit(int size)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = new();
    private int _free = size;

    /// <summary>Takes a slot; if none is free, registers the run to be woken.</summary>
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

    /// <summary>Wakes one waiting run if a slot is free. A woken run calls this in turn, since it may have no use for the slot.</summary>
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

        // On another thread: the caller holds the lock of its own run.
        if (wake is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static wake => wake(), wake, preferLocal: false);
        }
    }
}
