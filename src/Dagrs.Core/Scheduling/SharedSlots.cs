namespace Dagrs.Core.Scheduling;

/// <summary>
/// One run's share of the slots that several runs share. A slot is taken before it is known whether there is a task for it. Belongs to the run's
/// loop.
/// </summary>
/// <param name="limit">All the slots.</param>
/// <param name="wake">Called, on another thread, when a slot may be free again.</param>
internal sealed class SharedSlots(SlotLimit limit, Action wake)
{
    private bool _holds;

    public bool TryTake() => _holds || (_holds = limit.TryTake(wake));

    /// <summary>Assigns the slot that was taken to a task.</summary>
    public void Keep() => _holds = false;

    /// <summary>Returns the slot of a task that has finished.</summary>
    public void GiveBack() => limit.GiveBack();

    /// <summary>Returns the slot that was taken if there was no task for it.</summary>
    public void GiveBackUnused()
    {
        if (_holds)
        {
            _holds = false;
            limit.GiveBack();
        }
    }
}
