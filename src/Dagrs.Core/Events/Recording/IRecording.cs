namespace Dagrs.Core.Events.Recording;

/// <summary>Who takes the events of a run as data.</summary>
internal interface IRecording
{
    /// <summary>Takes the next event.</summary>
    void Take(RecordedEvent happened);

    /// <summary>No event is waiting: what is gathered should go on its way.</summary>
    void Pause()
    {
    }
}
