namespace Dagrs.Core.Scheduling;

/// <summary>One run's share of slots that several runs share. A slot is taken before it is known whether there is a task for it. Belongs to the run's loop.</summary>
/// <param name="limit">All of them.</param>
/// <param name="wake">Called, elsewhere, when there may be one again.</param>
internal sealed class SharedSlots(SlotLimit limit, Action wake)
{
    private bool _holds;

    public bool TryTake() => _holds || (_holds = limit.TryTake(wake));

    /// <summary>The slot that was taken has a task.</summary>
    public void Keep() => _holds = false;

    /// <summary>A task with a slot is over.</summary>
    public void GiveBack() => limit.GiveBack();

    /// <summary>There was no task for the slot that was taken.</summary>
    public void GiveBackUnused()
    {
        if (_holds)
        {
            _holds = false;
            limit.GiveBack();
        }
    }
}
