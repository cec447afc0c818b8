using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Tests.Support;

/// <summary>Keeps the events of a run as data.</summary>
internal sealed class EventList : IRecording
{
    private readonly List<RecordedEvent> _events = [];

    public IReadOnlyList<RecordedEvent> Events => _events;

    public void Take(RecordedEvent happened) => _events.Add(happened);
}
