namespace Dagrs.Core.Events.Recording;

/// <summary>Receives the events of a run as data.</summary>
internal interface IRecording
{
    /// <summary>Takes the next event.</summary>
    void Take(RecordedEvent happened);

    /// <summary>No event is waiting: buffered data should be flushed.</summary>
    void Pause()
    {
    }
}
